-- What the page of each format is told beside the text: its title, its foot, where it comes from.

local stringify = pandoc.utils.stringify
local typst = dofile(
  pandoc.path.join { pandoc.path.directory(PANDOC_SCRIPT_FILE), "typst.lua" }
)

-- The last rule and the paragraph after it say how the document was made.
local function without_foot(blocks)
  local last = #blocks
  if last < 2 or blocks[last].t ~= "Para" or blocks[last - 1].t ~= "HorizontalRule" then
    return blocks, nil
  end
  local foot = blocks[last]
  blocks:remove(last)
  blocks:remove(last - 1)
  return blocks, foot
end

local SHORT = 8 -- rows or items that may go to another page together

local function is_short(block)
  if block.t == "Table" then
    local rows = 0
    for _, body in ipairs(block.bodies) do rows = rows + #body.body end
    return rows <= SHORT
  elseif block.t == "BulletList" or block.t == "OrderedList" then
    return #block.content <= SHORT
  end
  return true
end

-- What comes last goes to the next page with what follows it: the foot is never there alone, nor
-- the places for signatures without the words before them, which stick to the foot by themselves.
local function kept_together(blocks)
  local from, to = #blocks, #blocks
  local last = blocks[to] or {}
  if last.t == "RawBlock" and last.text == "]" then
    from = to - 2
  elseif last.t == "RawBlock" then
    from, to = to - 1, to - 1
  end
  local kept = blocks[from] and blocks[from].t == "RawBlock" and blocks[from + 1] or blocks[from]
  if kept and kept.t ~= "Header" and is_short(kept) then
    blocks:insert(to + 1, pandoc.RawBlock("typst", "]"))
    blocks:insert(from, pandoc.RawBlock("typst", "#insieme["))
  end
  return blocks
end

local function title_of(blocks)
  return blocks:find_if(function(block) return block.t == "Header" end)
end

local function has_protocol(blocks)
  local found = false
  blocks:walk { Para = function(para)
    found = found or stringify(para):match("Protocollo: ") ~= nil
  end }
  return found
end

local function in_its_style(foot)
  return pandoc.Div({ foot }, pandoc.Attr("", {}, { ["custom-style"] = "Provenienza" }))
end

local function html_text(text)
  return pandoc.RawInline("html", (text:gsub('[&<>"]', {
    ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;",
  })))
end

-- What the page of each format names, and nothing else of what was told.
local function told_to_the_page(meta, name)
  local made = { lang = meta.lang }
  if FORMAT == "typst" or FORMAT == "html5" then
    made.orizzontale = meta.orizzontale and true or false
  end
  local as = { html5 = html_text, typst = function(text)
    return pandoc.RawInline("typst", typst.string(text))
  end }
  local written = as[FORMAT] or pandoc.MetaString
  for _, key in ipairs { "nome", "provenienza", "giorno" } do
    if meta[key] and (as[FORMAT] or key == "provenienza") then
      made[key] = written(stringify(meta[key]))
    end
  end
  made[as[FORMAT] and "titolo" or "title"] = written(name)
  return made
end

function Pandoc(doc)
  local blocks, foot = without_foot(doc.blocks)
  local meta = told_to_the_page(doc.meta, stringify(title_of(blocks) or doc.meta.nome))
  if FORMAT == "typst" then
    meta["senza-protocollo"] = not has_protocol(blocks)
    blocks = kept_together(blocks:walk(typst.as_strings(typst.LONGEST)))
  end
  if foot and (FORMAT == "docx" or FORMAT == "odt") then
    blocks:insert(in_its_style(foot))
  elseif foot then
    local inside = pandoc.Blocks { foot }
    meta.piede = FORMAT == "typst" and inside:walk(typst.as_strings(typst.LONGEST)) or inside
  end
  return pandoc.Pandoc(blocks, meta)
end

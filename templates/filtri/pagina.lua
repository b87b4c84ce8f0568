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
    blocks = blocks:walk(typst.as_strings(typst.LONGEST))
  end
  if foot and (FORMAT == "docx" or FORMAT == "odt") then
    blocks:insert(in_its_style(foot))
  elseif foot then
    local inside = pandoc.Blocks { foot }
    meta.piede = FORMAT == "typst" and inside:walk(typst.as_strings(typst.LONGEST)) or inside
  end
  return pandoc.Pandoc(blocks, meta)
end

-- The document as text and nothing else: no raw code, no images, no links but to the web; one title
-- at the top and no level skipped. What each format makes of it is not here.

local function as_text(raw)
  return pandoc.Str(raw.text)
end

local function only_to_the_web(link)
  local scheme = link.target:lower():match("^(%a[%w+.-]*):")
  if scheme == "http" or scheme == "https" or scheme == "mailto" then
    return link
  end
  return link.content
end

local nothing_but_text = {
  RawInline = as_text,
  RawBlock = function(raw) return pandoc.Plain { as_text(raw) } end,
  Image = function(image) return image.caption end,
  Link = only_to_the_web,
}

-- One title, at the top; no level skipped below it.
local function in_order(blocks)
  local before = 0
  return blocks:walk {
    traverse = "topdown",
    Header = function(header)
      local lowest = before == 0 and 1 or 2
      header.level = math.max(lowest, math.min(header.level, before + 1))
      before = header.level
      return header, false
    end,
  }
end

function Pandoc(doc)
  doc.blocks = in_order(doc.blocks:walk(nothing_but_text))
  return doc
end

-- Typst: every word as a string, so that none of it can be taken for a command.

local function typst_string(text)
  return '"' .. text:gsub('[\\"]', "\\%0") .. '"'
end

local LONGEST = 30 -- a word that fits on any line of text
local BREAK_EVERY = 6

-- A word longer than `longest` has places where it may be broken; nothing is added to its text.
local function breakable(text, longest)
  if pandoc.text.len(text) <= longest then
    return "#" .. typst_string(text) .. ";"
  end
  local parts = {}
  for from = 1, pandoc.text.len(text), BREAK_EVERY do
    local part = pandoc.text.sub(text, from, from + BREAK_EVERY - 1)
    parts[#parts + 1] = "#" .. typst_string(part) .. ";"
  end
  return table.concat(parts, "#box();")
end

local function as_strings(longest)
  return {
    Str = function(str) return pandoc.RawInline("typst", breakable(str.text, longest)) end,
    Code = function(code)
      return pandoc.RawInline("typst", "#raw(" .. typst_string(code.text) .. ");")
    end,
    CodeBlock = function(code)
      return pandoc.RawBlock("typst", "#raw(block: true, " .. typst_string(code.text) .. ")")
    end,
  }
end

return { LONGEST = LONGEST, string = typst_string, as_strings = as_strings }

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
  local parts, part, letters = {}, {}, 0
  for _, letter in utf8.codes(text) do -- one pass: a word may be as long as a file
    part[#part + 1], letters = utf8.char(letter), letters + 1
    if letters % BREAK_EVERY == 0 then
      parts[#parts + 1], part = "#" .. typst_string(table.concat(part)) .. ";", {}
    end
  end
  if #part > 0 then
    parts[#parts + 1] = "#" .. typst_string(table.concat(part)) .. ";"
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

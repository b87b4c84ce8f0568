-- Tables as each format wants them: widths, captions, places for signatures, forms to be filled in.

local stringify = pandoc.utils.stringify
local typst = dofile(
  pandoc.path.join { pandoc.path.directory(PANDOC_SCRIPT_FILE), "typst.lua" }
)
local FOR_PAPER = FORMAT == "typst" or FORMAT == "docx" or FORMAT == "odt"
local LINE = 92 -- characters of a table that fit on one line of the page
local LONG_LINE = 142 -- on its long side
local PADDING = 3 -- what the two sides of a cell take, in characters

local function rows_of(tab)
  local rows = pandoc.List {}
  for _, body in ipairs(tab.bodies) do
    rows:extend(body.body)
  end
  return rows
end

local function each_text(tab, column)
  local texts = pandoc.List {}
  for _, row in ipairs(rows_of(tab)) do
    texts:insert(stringify(row.cells[column].contents))
  end
  return texts
end

local function is_empty(texts)
  return #texts > 0 and not texts:find_if(function(text) return text ~= "" end)
end

local function header_of(tab, column)
  local row = tab.head.rows[1]
  return row and stringify(row.cells[column].contents) or ""
end

-- One row of nothing but empty cells: the places where somebody signs.
local function is_for_signatures(tab)
  local rows = rows_of(tab)
  if #rows ~= 1 then return false end
  for column = 1, #tab.colspecs do
    if not is_empty(each_text(tab, column)) then return false end
  end
  return true
end

-- Something of it is filled in by hand: whole rows, or a column of signatures.
local function is_to_be_filled_in(tab)
  local empty = 0
  for column = 1, #tab.colspecs do
    if is_empty(each_text(tab, column)) then
      if header_of(tab, column):match("^firma") then return true end
      empty = empty + 1
    end
  end
  return empty == #tab.colspecs
end

local function longest_word(text)
  local longest = 0
  for word in text:gmatch("%S+") do
    longest = math.max(longest, pandoc.text.len(word))
  end
  return longest
end

-- What each column would like, and the least that it can do with, in characters; a word that is
-- longer than `longest` may be broken.
local function wishes(tab, by_hand, longest)
  local wanted, least = {}, {}
  for column = 1, #tab.colspecs do
    local texts = each_text(tab, column)
    texts:insert(header_of(tab, column))
    local most, word = 0, 0
    for _, text in ipairs(texts) do
      most = math.max(most, pandoc.text.len(text))
      word = math.max(word, longest_word(text))
    end
    if by_hand and is_empty(each_text(tab, column)) then
      most = math.max(most, header_of(tab, column):match("^firma") and 26 or 10)
    end
    wanted[column] = math.min(most, 60) + PADDING
    least[column] = math.min(word, longest) + PADDING
  end
  return wanted, least
end

local function sum(numbers)
  local total = 0
  for _, number in ipairs(numbers) do total = total + number end
  return total
end

-- Shares of the page: the least to each, then the rest by what is still wanted.
local function widths(tab, by_hand, line)
  local wanted, least
  for _, longest in ipairs { typst.LONGEST, 20, 14 } do
    wanted, least = wishes(tab, by_hand, longest)
    if sum(least) <= line then break end
  end
  local missing = {}
  for column = 1, #wanted do
    missing[column] = math.max(0, wanted[column] - least[column])
  end
  local rest = math.max(0, line - sum(least))
  local total, asked = sum(least), math.max(1, sum(missing))
  local shares = {}
  for column = 1, #wanted do
    local given = math.min(missing[column], rest * missing[column] / asked)
    shares[column] = least[column] + given
    total = total + given
  end
  local whole = math.max(total, line)
  if by_hand then whole = total end
  for column = 1, #shares do
    shares[column] = math.floor(shares[column] / whole * 10000) / 10000
  end
  return shares
end

local function with_widths(tab, by_hand, line)
  for column, share in ipairs(widths(tab, by_hand, line)) do
    local align = tab.colspecs[column][1]
    if align == "AlignDefault" then align = "AlignLeft" end
    tab.colspecs[column] = { align, share }
  end
  return tab
end

local function with_scopes(tab)
  for _, row in ipairs(tab.head.rows) do
    for _, cell in ipairs(row.cells) do
      cell.attributes.scope = "col"
    end
  end
  return tab
end

local LONG_WORD = 20

-- An address or an id may go on another line after a mark; else one makes its table too wide.
local function breakable(word)
  if #word.text <= LONG_WORD then return word end
  local parts, at = pandoc.List {}, 1
  for mark in word.text:gmatch("()[@./_-]+%w") do
    local cut = word.text:find("%w", mark)
    if cut - at > 1 then
      parts:extend { pandoc.Str(word.text:sub(at, cut - 1)), pandoc.RawInline("html", "<wbr>") }
      at = cut
    end
  end
  parts:insert(pandoc.Str(word.text:sub(at)))
  return parts
end

local function for_the_web(tab, title, kind)
  tab = with_scopes(tab):walk { Str = breakable }
  tab.caption = { long = { pandoc.Plain(title) } }
  -- As a list: the order of a table's keys changes at every run.
  local region = { { "role", "region" }, { "tabindex", "0" }, { "aria-label", stringify(title) } }
  return pandoc.Div({ tab }, pandoc.Attr("", { "tabella", kind }, region))
end

local function signatures_in_typst(tab)
  local who = pandoc.List {}
  for column = 1, #tab.colspecs do
    who:insert(typst.string(header_of(tab, column)))
  end
  return pandoc.RawBlock("typst", "#firme((" .. table.concat(who, ", ") .. ",))")
end

local ROOM = { pandoc.Plain { pandoc.LineBreak(), pandoc.LineBreak() } }

local function with_room(tab)
  for _, body in ipairs(tab.bodies) do
    for _, row in ipairs(body.body) do
      for _, cell in ipairs(row.cells) do
        if stringify(cell.contents) == "" then
          cell.contents = ROOM
          break
        end
      end
    end
  end
  return tab
end

-- Words as strings that may be broken where they are longer than their column.
local function in_typst(tab, line)
  local rows = rows_of(tab)
  rows:extend(tab.head.rows)
  for _, row in ipairs(rows) do
    for column, cell in ipairs(row.cells) do
      local room = math.floor(tab.colspecs[column][2] * line) - PADDING
      cell.contents = cell.contents:walk(typst.as_strings(math.max(4, math.min(room, typst.LONGEST))))
    end
  end
  return tab
end

local function for_paper(tab, signed, by_hand, line)
  if signed and FORMAT == "typst" then
    return signatures_in_typst(tab)
  end
  local wide = with_widths(tab, by_hand, line)
  if FORMAT == "typst" then
    wide = in_typst(wide, line)
    local kind = by_hand and "modulo" or (#tab.colspecs > 6 and "fitta" or nil)
    if kind then
      return { pandoc.RawBlock("typst", "#" .. kind .. "["), wide, pandoc.RawBlock("typst", "]") }
    end
    return wide
  end
  return by_hand and with_room(wide) or wide
end

local function with_tables(blocks, line)
  local title = { pandoc.Str("Tabella") }
  return blocks:walk {
    traverse = "topdown",
    Header = function(header) title = header.content end,
    Table = function(tab)
      local signed = is_for_signatures(tab)
      local by_hand = signed or is_to_be_filled_in(tab)
      if FOR_PAPER then
        return for_paper(tab, signed, by_hand, line), false
      end
      if signed then
        return for_the_web(tab, { pandoc.Str("Firme") }, "firme"), false
      end
      return for_the_web(tab, title, by_hand and "modulo" or "dati"), false
    end,
  }
end

local function in_style(block, style)
  return pandoc.Div({ block }, pandoc.Attr("", {}, { ["custom-style"] = style }))
end

-- A table of DOCX has no room of its own around it: what follows brings it.
local function with_room_above(block)
  if block.t == "Para" then
    return in_style(block, "Dopo una tabella")
  elseif block.t == "BulletList" or block.t == "OrderedList" then
    local first = block.content[1]
    local text = first[1]
    if text.t == "Plain" then text = pandoc.Para(text.content) end -- a Plain keeps its own style
    first[1] = in_style(text, "Elenco dopo una tabella")
    block.content[1] = first
  end
  return block
end

local function with_room_after_tables(blocks)
  for at = 2, #blocks do
    if blocks[at - 1].t == "Table" then
      blocks[at] = with_room_above(blocks[at])
    end
  end
  return blocks
end

function Pandoc(doc)
  doc.blocks = with_tables(doc.blocks, doc.meta.orizzontale and LONG_LINE or LINE)
  if FORMAT == "docx" then
    doc.blocks = with_room_after_tables(doc.blocks)
  end
  return doc
end

-- KEYS[1]: meta; then for each item its entry and its ticket. From ARGV[14], for each item: condition, operand, whether the old
-- one is wanted.
if too_late() then
  return late_answer()
end
local meta = open(KEYS[1], ARGV[4])
local other = other_buckets(meta)
if other then
  return other
end

local cases, changed = {}, false
for i = 1, (#KEYS - 1) / 2 do
  local at = 11 + 3 * i
  cases[i] = consider(KEYS[2 * i], KEYS[2 * i + 1], ARGV[at], ARGV[at + 1], meta)
  changed = changed or cases[i].met
end
local bits = changed and wanted(meta) or 0
for i, case in ipairs(cases) do
  remember(case, ARGV[13 + 3 * i] == '1', bits)
end
if changed then
  advance(meta)
  void_tickets(cases)
end

local results = {}
for i, case in ipairs(cases) do
  results[i] = case.met and taken_away(case) or left_alone(case)
end
if changed then
  publish(meta, tonumber(ARGV[11]), cases, bits)
end
return answer(DONE, meta, {changed and 1 or 0, results})

-- KEYS[1]: meta; then for each item its entry and its ticket. From ARGV[14], for each item: condition, operand, life of a new
-- entry, life of one that was there (ms; 0 over, -1 eternal, -2 unchanged), codec, tags, payload, whether the old one is wanted.
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
  local at = 6 + 8 * i
  cases[i] = consider(KEYS[2 * i], KEYS[2 * i + 1], ARGV[at], ARGV[at + 1], meta)
  changed = changed or cases[i].met
end
local bits = changed and wanted(meta) or 0
for i, case in ipairs(cases) do
  remember(case, ARGV[13 + 8 * i] == '1', bits)
end
if changed then
  advance(meta)
  void_tickets(cases)
end

local function expiry_of(case, life)
  if life == -2 then
    return case.entry and case.entry.expiry or 0
  end
  return life == -1 and 0 or now_millis + life
end

local stored = false
local function store(case, at)
  local life = tonumber(case.entry and ARGV[at + 3] or ARGV[at + 2])
  if life == 0 then
    return taken_away(case)
  end
  local codec, tags, payload, expiry = tonumber(ARGV[at + 4]), ARGV[at + 5], ARGV[at + 6], expiry_of(case, life)
  local bytes = struct.pack('>I2I1I1I2I2', 0x5465, 1, 0, codec, #tags) .. meta.version .. meta.incarnation
    .. struct.pack('>I8I8I4I4', expiry, now_millis, #payload, 0) .. tags .. payload
  if expiry == 0 then
    call('SET', case.key, bytes)
  else
    call('SET', case.key, bytes, 'PXAT', whole(expiry))
  end
  stored = true
  case.told = bit.band(bits, NEW_VALUES) ~= 0 and struct.pack('>I2', codec) .. payload
  return result(case, case.entry and UPDATED or CREATED, remaining({expiry = expiry}))
end

local results = {}
for i, case in ipairs(cases) do
  results[i] = case.met and store(case, 6 + 8 * i) or left_alone(case)
end
if changed then
  publish(meta, stored and tonumber(ARGV[11]) or EXPIRED, cases, bits)
end
return answer(DONE, meta, {changed and 1 or 0, results})

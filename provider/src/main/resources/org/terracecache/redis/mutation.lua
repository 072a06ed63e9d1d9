-- What mutations share. ARGV[6]: bucket. ARGV[7]: channel. ARGV[8]: stamp. ARGV[9]: the cache's plain name. ARGV[10]: origin.
-- ARGV[11]: type of the message. ARGV[12]: tag. ARGV[13]: length of the part of an entry's name before the key's bytes.
local CREATED, UPDATED, REMOVED, ABSENT, UNMET, UNREADABLE = 1, 2, 3, 4, 5, 6
local OLD_VALUES, NEW_VALUES = 1, 2
local EXPIRED = 6

local function is_met(condition, operand, entry, key, ticket_key, meta)
  local live = entry and entry.live
  if condition == 'n' then
    return not live
  elseif condition == 'p' then
    return live
  elseif condition == 'v' then
    return live and entry.version == operand
  elseif condition == 'b' then
    return live and entry.payload == #operand - 2 and entry.codec == struct.unpack('>I2', operand)
      and call('GETRANGE', key, HEADER + entry.tags, -1) == string.sub(operand, 3)
  elseif condition == 't' then
    return standing(ticket_key, meta) == operand
  elseif condition == 'T' then
    return not live and standing(ticket_key, meta) == operand
  end
  error('no such condition')
end

-- Looks at one key: what is there, and whether the mutation is made for it.
local function consider(key, ticket_key, condition, operand, meta)
  local entry, problem = find(key, meta)
  local case = {key = key, ticket = ticket_key, entry = entry and entry.live and entry, problem = problem}
  case.met = condition == 'a'
    or not problem and is_met(condition, operand, entry, key, ticket_key, meta)
  return case
end

-- What nodes want of messages about the cache, as bits.
local function wanted(meta)
  if not meta.wishes then
    return 0
  end
  local bits, at, deadlines = 0, 1, wish_deadlines(meta)
  while at <= #meta.wishes do
    local wish, size = struct.unpack('>I1I2', meta.wishes, at)
    local deadline = deadlines[string.sub(meta.wishes, at + 3, at + 2 + size)]
    if deadline and deadline > now_millis then
      bits = bit.bor(bits, wish)
    end
    at = at + 3 + size
  end
  return bits
end

-- Reads what was there, before it is replaced, for who asked and for the message.
local function remember(case, asked, bits)
  if case.entry and (asked or case.met and bit.band(bits, OLD_VALUES) ~= 0) then
    case.raw = call('GET', case.key)
  end
  case.old = asked and case.raw or false
end

local function next_number(meta)
  return math.max(meta.last + 1, now)
end

-- Gives the mutation its version, together with other fields of the meta.
local function advance(meta, ...)
  local number = next_number(meta)
  if number > EXACT then
    error('no version is left')
  end
  meta.previous = struct.pack('>I8', meta.last) .. meta.stamp
  meta.last, meta.stamp = number, ARGV[8]
  meta.version = struct.pack('>I8', number) .. meta.stamp
  call('HSET', meta.key, 'v', whole(number), 's', meta.stamp, ...)
end

local function sized(text)
  return struct.pack('>I2', #text) .. text
end

-- A value in a message: nil is none; a false one is there, but nobody asked for it.
local function told(value)
  if value == nil then
    return struct.pack('>I4', 4294967295)
  end
  return value and struct.pack('>I4', #value) .. value or struct.pack('>I4', 0)
end

local function told_old(case, bits)
  if not case.entry then
    return told(nil)
  elseif bit.band(bits, OLD_VALUES) == 0 then
    return told(false)
  end
  return told(struct.pack('>I2', case.entry.codec) .. string.sub(case.raw, HEADER + case.entry.tags + 1))
end

local function publish(meta, kind, cases, bits)
  local keys, values, skipped = {}, {}, tonumber(ARGV[13]) + 1
  for _, case in ipairs(cases) do
    if case.met then
      local key = string.sub(case.key, skipped)
      keys[#keys + 1] = struct.pack('>I4', #key) .. key
      if bits ~= 0 then
        values[#values + 1] = told_old(case, bits)
        values[#values + 1] = told(case.told)
      end
    end
  end
  call('PUBLISH', ARGV[7], struct.pack('>I1I1I1I2', 1, kind, #values > 0 and 1 or 0, tonumber(ARGV[6]))
    .. meta.incarnation .. meta.version .. meta.previous .. sized(ARGV[9]) .. sized(ARGV[10]) .. sized(ARGV[12])
    .. struct.pack('>I4', #keys) .. table.concat(keys) .. table.concat(values))
end

local function result(case, outcome, life)
  return {outcome, case.entry and case.entry.version or NONE, case.old, life}
end

local function left_alone(case)
  return result(case, case.problem and UNREADABLE or UNMET, case.entry and remaining(case.entry) or '0')
end

local function taken_away(case)
  call('DEL', case.key)
  return result(case, case.entry and REMOVED or ABSENT, '0')
end

local function void_tickets(cases)
  local tickets = {}
  for _, case in ipairs(cases) do
    if case.met then
      tickets[#tickets + 1] = case.ticket
    end
  end
  call('DEL', unpack(tickets))
end

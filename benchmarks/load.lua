-- wrk's script: posts one body after another, each about a case of its own, and looks at each answer.
-- Environment: TEMPLATE (a file with one JSON body in which @REF@ stands for the case), REFS (a file,
-- one reference a line), SKIP (how many of them were used before), TOKEN (a bearer token, or
-- nothing), EXPECT (what every good answer contains).
local parts, refs, next_ref = {}, {}, 0
local expect = os.getenv("EXPECT")
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  local file = io.open(os.getenv("TEMPLATE"))
  local template = file:read("*a") .. "@REF@"
  file:close()
  for part in template:gmatch("(.-)@REF@") do
    parts[#parts + 1] = part
  end
  for ref in io.lines(os.getenv("REFS")) do
    refs[#refs + 1] = ref
  end
  next_ref = tonumber(os.getenv("SKIP") or "0")
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json; charset=utf-8"
  local token = os.getenv("TOKEN")
  if token and token ~= "" then
    wrk.headers["Authorization"] = "Bearer " .. token
  end
  used, wrong = 0, 0
end

function request()
  next_ref = next_ref + 1
  used = used + 1
  return wrk.format(nil, nil, nil, table.concat(parts, refs[(next_ref - 1) % #refs + 1]))
end

function response(status, headers, body)
  if status ~= 200 or not body:find(expect, 1, true) then
    wrong = wrong + 1
  end
end

function done(summary, latency, requests)
  local sent, refused = 0, 0
  for _, thread in ipairs(threads) do
    sent = sent + thread:get("used")
    refused = refused + thread:get("wrong")
  end
  local errors = summary.errors
  io.write(string.format(
    'RESULT {"answered": %d, "seconds": %.6f, "p50_ms": %.3f, "p99_ms": %.3f, "sent": %d, "wrong": %d, "errors": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, sent, refused,
    errors.connect + errors.read + errors.write + errors.timeout))
end

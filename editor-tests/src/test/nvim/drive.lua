-- Does in Neovim what an author does with the quickstart, and writes down what was seen.
local seen = {}

local function await(what, condition)
  if not vim.wait(tonumber(vim.env.PATIENCE), condition, 20) then
    error('Waited in vain until ' .. what .. '. Seen: ' .. vim.inspect(seen))
  end
end

local function client(name)
  for _, each in pairs(vim.lsp.get_active_clients()) do
    if each.name == name then
      return each
    end
  end
end

-- Lists what a server shows in this buffer: ids are codes, or the beginning of a message.
local function shown(name)
  local found = {}
  local of = client(name)
  if of then
    local namespace = vim.lsp.diagnostic.get_namespace(of.id)
    for _, each in ipairs(vim.diagnostic.get(0, { namespace = namespace })) do
      if each.severity == vim.diagnostic.severity.ERROR then
        local text = vim.api.nvim_buf_get_text(0, each.lnum, each.col, each.end_lnum, each.end_col, {})
        local id = each.message:match('^%[Runnel/(%w+)]')
          or vim.tbl_get(each, 'user_data', 'lsp', 'code') or each.message
        table.insert(found, id .. ' ' .. table.concat(text, '\n'))
      end
    end
  end
  return found
end

-- Puts the cursor behind a piece of text.
local function behind(text)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, true)) do
    local _, last = line:find(text, 1, true)
    if last then
      vim.api.nvim_win_set_cursor(0, { number, last })
      return
    end
  end
  error('There is no ' .. text)
end

local function type_over(old, new)
  behind(old)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  vim.api.nvim_buf_set_text(0, row - 1, column - #old, row - 1, column, { new })
  vim.api.nvim_win_set_cursor(0, { row, column - #old + #new })
end

local function ask(method, params)
  local answer = client('runnel').request_sync(method, params, tonumber(vim.env.PATIENCE), 0)
  return assert(answer and answer.result, method .. ': ' .. vim.inspect(answer))
end

local function hints()
  local document = vim.lsp.util.make_text_document_params()
  local lines = vim.api.nvim_buf_line_count(0)
  local range = { start = { line = 0, character = 0 }, ['end'] = { line = lines, character = 0 } }
  return vim.tbl_map(function(hint)
    return hint.label
  end, ask('textDocument/inlayHint', { textDocument = document, range = range }))
end

local function drive()
  vim.cmd('edit src/main/java/com/example/Jokes.java')
  await('both servers are there', function()
    return client('jdtls') and client('runnel') and client('runnel').initialized
  end)

  -- A mistake, while typing: Runnel's server shows it, Eclipse's does not yet.
  type_over('"ask", "model"', '"ask", "mo"')
  await('a mistake is shown', function()
    return #shown('runnel') > 0
  end)
  seen.typed = shown('runnel')
  seen.typedInJava = shown('jdtls')

  -- Saved: Eclipse's server shows it, and Runnel's takes it back.
  vim.cmd('write')
  await('the Java server shows the mistake alone', function()
    return #shown('jdtls') > 0 and #shown('runnel') == 0
  end)
  seen.saved = shown('jdtls')

  -- Completed.
  behind('"ask", "mo')
  local items = ask('textDocument/completion', vim.lsp.util.make_position_params())
  seen.offered = vim.tbl_map(function(item)
    return item.label
  end, items)
  vim.lsp.util.apply_text_edits({ items[1].textEdit }, 0, client('runnel').offset_encoding)
  seen.completed = vim.api.nvim_get_current_line()
  vim.cmd('write')
  await('nothing is shown', function()
    return #shown('jdtls') == 0 and #shown('runnel') == 0
  end)

  seen.hints = hints()

  -- Renamed from a string.
  behind('{"as')
  vim.cmd('RunnelRename question')
  vim.cmd('wall')
  seen.renamed = vim.api.nvim_buf_get_lines(0, 0, -1, true)
  await('nothing is shown after a rename', function()
    return #shown('jdtls') == 0 and #shown('runnel') == 0
  end)
end

local done, problem = xpcall(drive, debug.traceback)
seen.problem = not done and problem or nil
vim.fn.writefile({ vim.fn.json_encode(seen) }, vim.env.SEEN)
vim.lsp.stop_client(vim.lsp.get_active_clients())
vim.wait(20000, function()
  return #vim.lsp.get_active_clients() == 0
end, 50)
vim.cmd(done and 'qall!' or 'cquit!')

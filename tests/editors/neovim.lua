-- Tries the set-up of docs/editors/neovim.md in a Neovim without a window, with what Neovim itself has. From the folder of the
-- repository, after `npm run build`:
--
--     nvim --headless -u tests/editors/neovim.lua
--
-- Prints a line for each thing that was tried; the exit code is 1 where one of them does not work.

local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
local repository = vim.fn.fnamemodify(here, ':h:h')
vim.env.PATH = repository .. '/node_modules/.bin:' .. vim.env.PATH
local page = table.concat(vim.fn.readfile(repository .. '/docs/editors/neovim.md'), '\n')
assert(loadstring(page:match('```lua\n(.-)\n```')))()

vim.o.hidden = true
vim.o.swapfile = false
-- Without a window nobody answers "Press ENTER".
vim.o.shortmess = vim.o.shortmess .. 'F'
vim.o.more = false

local folder = vim.fn.tempname()
vim.fn.mkdir(folder, 'p')
local model = vim.fn.readfile(repository .. '/examples/canonical/canonical.upsell')
table.insert(model, 1, 'import "./shared.upsell" // 😀')
vim.fn.writefile(model, folder .. '/model.upsell')
vim.fn.writefile({ 'owner ann "Ann"', 'driver reach 12 by ann' }, folder .. '/shared.upsell')

local failed = false

local function try(what, works)
  local ran, outcome = pcall(works)
  local ok = ran and outcome
  failed = failed or not ok
  io.stdout:write((ok and 'ok      ' or 'FAILED  ') .. what .. (ran and '' or ': ' .. tostring(outcome)) .. '\n')
end

local function eventually(holds) return vim.wait(10000, holds, 20) end

local function lines() return vim.api.nvim_buf_get_lines(0, 0, -1, false) end

local function append(...) vim.api.nvim_buf_set_lines(0, -1, -1, false, { ... }) end

local function has(code)
  return #vim.tbl_filter(function(one) return one.code == code end, vim.diagnostic.get(0)) > 0
end

-- Puts the cursor on the first place of a pattern.
local function at(pattern)
  vim.fn.cursor(1, 1)
  return vim.fn.search(pattern, 'cW') > 0
end

local function ask(method, more)
  local params = vim.tbl_extend('force', vim.lsp.util.make_position_params(0, 'utf-16'), more or {})
  local answers = vim.lsp.buf_request_sync(0, method, params, 10000) or {}
  for _, answer in pairs(answers) do return answer.result end
end

local function tries()
  vim.cmd('edit ' .. folder .. '/model.upsell')
  try('a file that ends in .upsell is of the type', function() return vim.bo.filetype == 'upsell' end)
  try('diagnostics come by themselves', function()
    return eventually(function() return has('closing-undecided') end)
  end)
  try('diagnostics follow an edit that is not saved', function()
    append('driver lone 5 by nobody')
    return eventually(function() return has('unknown-name') end)
  end)
  try('and go with it', function()
    vim.cmd('silent undo')
    return eventually(function() return not has('unknown-name') end)
  end)
  try('hover opens a window', function()
    at('conversion')
    vim.lsp.buf.hover()
    return eventually(function() return #vim.api.nvim_list_wins() > 1 end)
  end)
  vim.cmd('silent only')
  try('go to definition', function()
    at('owner \\+\\zssuccess')
    at('^  owner \\+\\zssuccess')
    vim.lsp.buf.definition()
    return eventually(function() return vim.fn.getline('.'):match('^owner success') ~= nil end)
  end)
  try('go to definition in another file, behind a character of two units', function()
    vim.fn.setline(2, '/* 😀 */ driver twice reach * 2 by success')
    at('reach')
    vim.lsp.buf.definition()
    return eventually(function()
      return vim.fn.expand('%:t') == 'shared.upsell' and vim.fn.getline('.'):match('^driver reach') ~= nil
    end)
  end)
  vim.cmd('edit ' .. folder .. '/model.upsell')
  try('references', function()
    at('^owner \\zssuccess')
    return #ask('textDocument/references', { context = { includeDeclaration = true } }) == 3
  end)
  try('rename', function()
    vim.lsp.buf.rename('customer_success')
    return eventually(function()
      return #vim.tbl_filter(function(line) return line:match('customer_success') end, lines()) == 3
    end)
  end)
  try('formatting', function()
    append('driver   x   5  by   customer_success')
    local format = vim.lsp.buf.format or function() vim.lsp.buf.formatting_sync(nil, 10000) end
    format({ timeout_ms = 10000 })
    return vim.tbl_contains(lines(), 'driver x 5 by customer_success')
  end)
  try('completion', function()
    append('', '')
    vim.fn.cursor(vim.fn.line('$'), 1)
    local items = vim.lsp.util.text_document_completion_list_to_complete_items
    local offered = ask('textDocument/completion')
    local words = items and vim.tbl_map(function(item) return item.word end, items(offered, '')) or { 'driver' }
    return #words > 0 and #(offered.items or offered) > 0
  end)
  try('the symbols of a file', function() return #ask('textDocument/documentSymbol') > 10 end)
  try('quick fixes', function()
    append('driver lone 7 by customer_success')
    at('lone \\zs7')
    eventually(function() return has('no-provenance') end)
    local range = vim.lsp.util.make_range_params(0, 'utf-16')
    local actions = ask('textDocument/codeAction', { range = range.range, context = { diagnostics = {} } })
    return actions ~= nil and #actions > 0
  end)
  try('hints are answered', function()
    local whole = { start = { line = 0, character = 0 }, ['end'] = { line = 999, character = 0 } }
    return #ask('textDocument/inlayHint', { range = whole }) > 10
  end)
  if vim.lsp.inlay_hint then
    try('hints are shown', function()
      vim.lsp.inlay_hint.enable(true)
      return eventually(function() return #vim.lsp.inlay_hint.get({ bufnr = 0 }) > 10 end)
    end)
  end
  if vim.lsp.semantic_tokens then
    try('words are coloured', function()
      at('^model')
      return eventually(function()
        return #(vim.lsp.semantic_tokens.get_at_pos(0, vim.fn.line('.') - 1, 0) or {}) > 0
      end)
    end)
  end
  try('the server ends with the editor', function()
    local clients = (vim.lsp.get_clients or vim.lsp.get_active_clients)()
    vim.lsp.stop_client(clients)
    return #clients == 1 and eventually(function() return clients[1].is_stopped() end)
  end)
end

vim.defer_fn(function()
  local version = vim.version()
  io.stdout:write(('Neovim %d.%d.%d\n'):format(version.major, version.minor, version.patch))
  try('all of it', function()
    tries()
    return true
  end)
  vim.cmd(failed and 'cquit 1' or 'qall!')
end, 50)

;; Tries the set-up of docs/editors/emacs.md in an Emacs without a window, with Eglot. From the folder of the repository, after
;; `npm run build`:
;;
;;     emacs --batch -l tests/editors/emacs.el
;;
;; Prints a line for each thing that was tried; the exit code is 1 where one of them does not work.

(require 'cl-lib)
(setq package-user-dir (make-temp-file "upsell-emacs" t))
(package-initialize)

(defconst repository (expand-file-name "../.." (file-name-directory load-file-name)))
(defconst bin (expand-file-name "node_modules/.bin" repository))
(add-to-list 'exec-path bin)
(setenv "PATH" (concat bin ":" (getenv "PATH")))

(with-temp-buffer
  (insert-file-contents (expand-file-name "docs/editors/emacs.md" repository))
  (re-search-forward "^```elisp\n\\(\\(?:.*\n\\)*?\\)```")
  (let ((set-up (match-string 1)))
    (erase-buffer)
    (insert set-up)
    (eval-buffer)))

(defvar failed nil)

(defmacro try (what &rest works)
  `(let ((outcome (condition-case error (progn ,@works) (error (message "%S" error) nil))))
     (unless outcome (setq failed t))
     (princ (format "%s%s\n" (if outcome "ok      " "FAILED  ") ,what))))

(defmacro eventually (holds)
  `(let ((tries 200))
     (while (and (> tries 0) (not ,holds))
       (accept-process-output nil 0.05)
       (setq tries (1- tries)))
     ,holds))

(defun found (code)
  (cl-some (lambda (one) (string-match-p (regexp-quote code) (flymake-diagnostic-text one))) (flymake-diagnostics)))

(defun at (text)
  (goto-char (point-min))
  (search-forward text)
  (backward-char)
  t)

(princ (format "Emacs %s\n" emacs-version))
(setq eglot-sync-connect 20)
(let ((folder (file-name-as-directory (make-temp-file "upsell" t))))
  (with-temp-file (concat folder "model.upsell")
    (insert-file-contents (expand-file-name "examples/canonical/canonical.upsell" repository)))
  (find-file (concat folder "model.upsell"))
  (try "a file that ends in .upsell has the mode" (eq major-mode 'upsell-mode))
  ;; Without a window nothing runs after a command, which is what starts the server.
  (run-hooks 'post-command-hook)
  (try "the server is started" (eventually (eglot-current-server)))
  (try "diagnostics come" (eventually (progn (flymake-start) (found "closing-undecided"))))
  (try "go to definition"
       (at "  owner      onboarding")
       (let ((place (xref-item-location (car (xref-backend-definitions 'eglot "LSP identifier at point.")))))
         (= 7 (xref-location-line place))))
  (try "rename"
       (eglot-rename "boarding")
       (= 2 (count-matches "owner +boarding" (point-min) (point-max))))
  (try "formatting"
       (goto-char (point-max))
       (insert "driver   x   5  by  success\n")
       (eglot-format-buffer)
       (at "driver x 5 by success"))
  (try "a block is formatted when it is closed"
       (goto-char (point-max))
       (insert "\nscenario   s {\ndrop   tickets\n}")
       (setq last-input-event ?})
       (run-hooks 'post-self-insert-hook)
       (at "\n\nscenario s {\n  drop tickets\n}"))
  (try "completion"
       (goto-char (point-max))
       (insert "\ndri")
       (member "driver" (all-completions "dri" (nth 2 (eglot-completion-at-point)))))
  (try "the symbols of a file" (eglot-imenu))
  (set-buffer-modified-p nil)
  (try "the server ends"
       (eglot-shutdown (eglot-current-server))
       (eventually (not (eglot-current-server)))))
(kill-emacs (if failed 1 0))

;;; Does in Emacs what an author does with the quickstart, and writes down what was seen.  -*- lexical-binding: t -*-

(require 'cl-lib)
(require 'json)
(require 'flymake)

(defvar seen nil)

(defun note (name value)
  (push (cons name value) seen))

(defun await (what condition)
  (let ((end (+ (float-time) (string-to-number (getenv "PATIENCE")))))
    (while (not (funcall condition))
      (when (> (float-time) end)
        (error "Waited in vain until %s" what))
      (accept-process-output nil 0.05))))

;; Puts the cursor behind a piece of text.
(defun behind (text)
  (goto-char (point-min))
  (search-forward text))

(defun type-over (old new)
  (behind old)
  (replace-match new t t)
  (eglot--signal-textDocument/didChange))

(defun line ()
  (buffer-substring-no-properties (line-beginning-position) (line-end-position)))

;; Lists what is marked, and how that message begins.
(defun shown ()
  (flymake-start)
  (mapcar (lambda (each)
            (format "%s: %s"
                    (buffer-substring-no-properties (flymake-diagnostic-beg each) (flymake-diagnostic-end each))
                    (car (split-string (flymake-diagnostic-text each) "[.\n]"))))
          (flymake-diagnostics)))

(defun drive ()
  (find-file "src/main/java/com/example/Jokes.java")
  (apply #'eglot (eglot--guess-contact))
  (await "the server runs" #'eglot-managed-p)

  ;; A mistake, while typing.
  (type-over "\"ask\", \"model\"" "\"ask\", \"mo\"")
  (await "a mistake is shown" #'shown)
  (note "typed" (vconcat (shown)))

  ;; Completed.
  (behind "\"ask\", \"mo")
  (completion-at-point)
  (eglot--signal-textDocument/didChange)
  (note "completed" (line))
  (await "nothing is shown" (lambda () (not (shown))))

  ;; Repaired: another mistake, and the first of its quick fixes.
  (type-over "\"model\"" "\"modle\"")
  (await "another mistake is shown" #'shown)
  (behind "\"mod")
  (let ((fixes (eglot-code-actions (point))))
    (note "fixes" (vconcat (mapcar (lambda (fix) (plist-get fix :title)) fixes)))
    (eglot--apply-workspace-edit (plist-get (car fixes) :edit)))
  (eglot--signal-textDocument/didChange)
  (note "repaired" (line))

  ;; Renamed from a string.
  (behind "{\"as")
  (eglot-rename "question")
  (save-some-buffers t)
  (note "renamed" (vconcat (split-string (buffer-substring-no-properties (point-min) (point-max)) "\n")))
  (await "nothing is shown after a rename" (lambda () (not (shown)))))

(let ((problem (condition-case failure (progn (drive) nil) (error (error-message-string failure)))))
  (when problem
    (note "problem" problem))
  (with-temp-file (getenv "SEEN")
    (insert (json-encode seen)))
  (when (eglot-current-server)
    (eglot-shutdown (eglot-current-server) nil 20))
  (kill-emacs (if problem 1 0)))

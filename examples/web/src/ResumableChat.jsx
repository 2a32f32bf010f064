import { useChat } from "@ai-sdk/react";
import { DefaultChatTransport } from "ai";
import { useEffect, useState } from "react";

const transport = new DefaultChatTransport({ api: "/chat" });

// The chat outlives the page: its id stands in the address, its messages in the browser.
location.hash ||= crypto.randomUUID();
const id = location.hash.slice(1);
const kept = JSON.parse(localStorage.getItem(id) ?? "[]");

/** A chat with the chain at /chat, which may be reloaded, cut off, and opened twice. */
export function ResumableChat() {
  const [question, setQuestion] = useState("");
  // region resume
  const { messages, sendMessage, status, stop, resumeStream, error } = useChat({
    id,
    messages: kept,
    transport,
    resume: true,
    onFinish: ({ isDisconnect }) => isDisconnect && setTimeout(resumeStream, 1000),
  });

  function stopAnswer() {
    fetch(`/chat/${id}/stream`, { method: "DELETE" }); // ends the run
    stop(); // ends the request alone
  }
  // endregion
  const isBusy = status === "submitted" || status === "streaming";

  useEffect(() => localStorage.setItem(id, JSON.stringify(messages)), [messages]);

  function ask(event) {
    event.preventDefault();
    if (question.trim() !== "" && !isBusy) {
      sendMessage({ text: question });
      setQuestion("");
    }
  }

  return (
    <>
      <h1>Chat with a chain</h1>
      <ol role="log" aria-label="Conversation" aria-busy={isBusy}>
        {messages.map((message) => (
          <li key={message.id} className={message.role}>
            <strong>{message.role === "user" ? "You" : "Chain"}</strong>
            {message.parts.map(
              (part, index) =>
                part.type === "text" && (
                  <p className="text" key={index}>
                    {part.text}
                  </p>
                ),
            )}
          </li>
        ))}
      </ol>
      <p role="status">{isBusy ? "Writing…" : ""}</p>
      {error && <p role="alert">{error.message}</p>}
      <form onSubmit={ask}>
        <label htmlFor="question">Your message</label>
        <input
          id="question"
          value={question}
          onChange={(event) => setQuestion(event.target.value)}
          autoComplete="off"
        />
        <button type="submit" disabled={isBusy}>
          Send
        </button>
        <button type="button" disabled={!isBusy} onClick={stopAnswer}>
          Stop
        </button>
      </form>
    </>
  );
}

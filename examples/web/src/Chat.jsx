import { useChat } from "@ai-sdk/react";
import { DefaultChatTransport } from "ai";
import { useRef, useState } from "react";

const transport = new DefaultChatTransport({ api: "/chat" });

/** A chat with the chain that is served at /chat. */
export function Chat() {
  const [question, setQuestion] = useState("");
  const [isStopped, setStopped] = useState(false);
  const field = useRef(null);
  const { messages, sendMessage, status, stop, error } = useChat({
    transport,
    onFinish: ({ isAbort }) => setStopped(isAbort),
  });
  const isBusy = status === "submitted" || status === "streaming";

  function ask(event) {
    event.preventDefault();
    if (question.trim() !== "" && !isBusy) {
      setStopped(false);
      sendMessage({ text: question });
      setQuestion("");
    }
  }

  function stopAnswer() {
    stop(); // ends the request, and with it the run on the server
    field.current.focus(); // the button that had the focus is about to be disabled
  }

  return (
    <>
      <h1>Chat with a chain</h1>
      <ol role="log" aria-label="Conversation" aria-busy={isBusy}>
        {messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ol>
      <p role="status">{isBusy ? "Writing…" : isStopped ? "Stopped." : ""}</p>
      {error && <p role="alert">{error.message}</p>}
      <form onSubmit={ask}>
        <label htmlFor="question">Your message</label>
        <input
          id="question"
          ref={field}
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

function Message({ message }) {
  return (
    <li className={message.role}>
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
  );
}

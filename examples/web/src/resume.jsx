import { createRoot } from "react-dom/client";
import { ResumableChat } from "./ResumableChat.jsx";

createRoot(document.getElementById("root")).render(<ResumableChat />);

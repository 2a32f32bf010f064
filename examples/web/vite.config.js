import { defineConfig } from "vite";

// The pages ask their own server, which passes on what is for the chains: no CORS is needed.
const chains = process.env.RUNNEL_SERVER ?? "http://127.0.0.1:8080";
const proxy = { "/joke": chains, "/chat": chains };

export default defineConfig({
  esbuild: { jsx: "automatic" },
  server: { proxy },
  preview: { proxy },
  build: { rollupOptions: { input: ["index.html", "resume.html", "event-source.html"] } },
});

// The languages of code blocks, with what loads their grammar. Names are those that Pygments knows too, because it
// colours the same code in the reading view.
import type { LanguageFn } from "highlight.js";

type Load = () => Promise<{ default: LanguageFn }>;

export interface Language {
  id: string;
  name: string;
  /** Other names for it, space separated. */
  also: string;
  load?: Load;
}

const language = (id: string, name: string, also: string, load?: Load): Language => ({
  id,
  name,
  also,
  ...(load ? { load } : {}),
});

export const LANGUAGES: Language[] = [
  language("", "Plain text", "none text plaintext"),
  language("bash", "Bash", "sh shell zsh console", () => import("highlight.js/lib/languages/bash")),
  language("c", "C", "h", () => import("highlight.js/lib/languages/c")),
  language("csharp", "C#", "c# cs dotnet", () => import("highlight.js/lib/languages/csharp")),
  language("cpp", "C++", "c++ cc hpp", () => import("highlight.js/lib/languages/cpp")),
  language("clojure", "Clojure", "clj", () => import("highlight.js/lib/languages/clojure")),
  language("css", "CSS", "styles", () => import("highlight.js/lib/languages/css")),
  language("dart", "Dart", "flutter", () => import("highlight.js/lib/languages/dart")),
  language("diff", "Diff", "patch", () => import("highlight.js/lib/languages/diff")),
  language("dockerfile", "Dockerfile", "docker", () => import("highlight.js/lib/languages/dockerfile")),
  language("elixir", "Elixir", "ex exs", () => import("highlight.js/lib/languages/elixir")),
  language("erlang", "Erlang", "erl", () => import("highlight.js/lib/languages/erlang")),
  language("go", "Go", "golang", () => import("highlight.js/lib/languages/go")),
  language("graphql", "GraphQL", "gql", () => import("highlight.js/lib/languages/graphql")),
  language("groovy", "Groovy", "gradle", () => import("highlight.js/lib/languages/groovy")),
  language("haskell", "Haskell", "hs", () => import("highlight.js/lib/languages/haskell")),
  language("html", "HTML", "xhtml vue svelte", () => import("highlight.js/lib/languages/xml")),
  language("http", "HTTP", "https", () => import("highlight.js/lib/languages/http")),
  language("ini", "INI", "conf config properties", () => import("highlight.js/lib/languages/ini")),
  language("java", "Java", "", () => import("highlight.js/lib/languages/java")),
  language("javascript", "JavaScript", "js jsx node mjs", () => import("highlight.js/lib/languages/javascript")),
  language("json", "JSON", "json5 jsonc", () => import("highlight.js/lib/languages/json")),
  language("julia", "Julia", "jl", () => import("highlight.js/lib/languages/julia")),
  language("kotlin", "Kotlin", "kt", () => import("highlight.js/lib/languages/kotlin")),
  language("latex", "LaTeX", "tex", () => import("highlight.js/lib/languages/latex")),
  language("lua", "Lua", "", () => import("highlight.js/lib/languages/lua")),
  language("makefile", "Makefile", "make mk", () => import("highlight.js/lib/languages/makefile")),
  language("markdown", "Markdown", "md", () => import("highlight.js/lib/languages/markdown")),
  language("mermaid", "Mermaid", "diagram"),
  language("nginx", "nginx", "", () => import("highlight.js/lib/languages/nginx")),
  language(
    "objectivec",
    "Objective-C",
    "objc obj-c objective-c",
    () => import("highlight.js/lib/languages/objectivec"),
  ),
  language("perl", "Perl", "pl", () => import("highlight.js/lib/languages/perl")),
  language("php", "PHP", "", () => import("highlight.js/lib/languages/php")),
  language("powershell", "PowerShell", "ps1 pwsh", () => import("highlight.js/lib/languages/powershell")),
  language("protobuf", "Protocol Buffers", "proto", () => import("highlight.js/lib/languages/protobuf")),
  language("python", "Python", "py python3", () => import("highlight.js/lib/languages/python")),
  language("r", "R", "rlang", () => import("highlight.js/lib/languages/r")),
  language("ruby", "Ruby", "rb", () => import("highlight.js/lib/languages/ruby")),
  language("rust", "Rust", "rs", () => import("highlight.js/lib/languages/rust")),
  language("scala", "Scala", "", () => import("highlight.js/lib/languages/scala")),
  language("scss", "SCSS", "sass", () => import("highlight.js/lib/languages/scss")),
  language("sql", "SQL", "mysql postgres postgresql sqlite", () => import("highlight.js/lib/languages/sql")),
  language("swift", "Swift", "", () => import("highlight.js/lib/languages/swift")),
  language("toml", "TOML", "", () => import("highlight.js/lib/languages/ini")),
  language("typescript", "TypeScript", "ts tsx", () => import("highlight.js/lib/languages/typescript")),
  language("xml", "XML", "svg rss", () => import("highlight.js/lib/languages/xml")),
  language("yaml", "YAML", "yml", () => import("highlight.js/lib/languages/yaml")),
];

/** The language that a block's attribute means, however another program wrote it; null for none of ours. */
export function languageOf(value: unknown): Language | null {
  const wanted = String(value ?? "").toLowerCase();
  return LANGUAGES.find(({ id, also }) => id === wanted || also.split(" ").includes(wanted)) ?? null;
}

/** Those whose names begin with, or hold, what was typed; the closest first. */
export function findLanguages(query: string): Language[] {
  const wanted = query.trim().toLowerCase();
  const at = ({ id, name, also }: Language) => {
    const names = [id, name.toLowerCase(), ...also.split(" ")];
    if (names.includes(wanted)) return 0;
    if (names.some((each) => each.startsWith(wanted))) return 1;
    return names.some((each) => each.includes(wanted)) ? 2 : 3;
  };
  return LANGUAGES.filter((each) => at(each) < 3).sort((a, b) => at(a) - at(b));
}

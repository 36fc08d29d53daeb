/** What ends or hides a semicolon in SQL: texts, names, bodies between dollar signs, comments. */
const TOKEN = /'(?:[^']|'')*'|"[^"]*"|(\$\w*\$)[\s\S]*?\1|--[^\n]*|\/\*[\s\S]*?\*\/|;/g;

/** The statements of a SQL file, each with its semicolon. */
export function statementsOf(sql: string): string[] {
  const statements: string[] = [];
  let start = 0;
  for (const token of sql.matchAll(TOKEN)) {
    if (token[0] !== ";") continue;
    statements.push(sql.slice(start, token.index + 1).trim());
    start = token.index + 1;
  }
  return statements;
}

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { htmlToText } from "./html-to-text.ts";
import { sanitiseLetterHtml } from "./letter-html.ts";

const clean = (html: string) => sanitiseLetterHtml(html).html;
const text = (html: string) => htmlToText(clean(html));

describe("sanitiseLetterHtml", () => {
  it("drops everything that could run, load or imitate our page", () => {
    const hostile = [
      "<script>alert(1)</script>",
      "<style>body{background:url(http://evil/x)}</style>",
      '<p onclick="alert(1)" style="position:fixed" class="button" id="root">words</p>',
      '<a href="javascript:alert(1)">link</a><a href=" java\tscript:alert(1)">link</a>',
      '<a href="data:text/html,<script>alert(1)</script>">link</a><a href="//evil.example/x">link</a>',
      '<img src="x" onerror="alert(1)"><img src="javascript:alert(1)"><img src="data:image/svg+xml;base64,PHN2Zz4=">',
      '<svg><script>alert(1)</script></svg><math><mi xlink:href="javascript:alert(1)">x</mi></math>',
      '<form action="http://evil"><input name="password"><button>Send</button></form>',
      '<iframe src="http://evil"></iframe><object data="x"></object><embed src="x"><base href="http://evil">',
      '<meta http-equiv="refresh" content="0;url=http://evil"><link rel="stylesheet" href="http://evil">',
      '<img src="http://evil/x" srcset="http://evil/y 2x"><table background="http://evil/z"><tr><td>cell</td></tr></table>',
      '<!--[if mso]><script>alert(1)</script><![endif]--><noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    ].join("\n");
    const html = clean(hostile);
    assert.doesNotMatch(html, /<(script|style|iframe|object|embed|base|meta|link|form|input|button|svg|math)/i);
    assert.doesNotMatch(html, /\son\w+=|javascript:|data:|style=|class=|\sid=|srcset|background|\ssrc=/i);
    assert.match(html, /<p>words<\/p>/);
  });

  it("keeps pictures of the letter by Content-ID and remote ones unloaded", () => {
    const html = clean(
      '<img src="cid:logo%40x" width="20"><img src="https://cdn.example/p.png?a=1&b=2" alt="Фото" width="100%">',
    );
    assert.match(html, /data-cid="logo@x"/);
    assert.match(html, /data-src="https:\/\/cdn.example\/p.png\?a=1&amp;b=2"/);
    assert.doesNotMatch(html, /100%|\ssrc=/);
  });

  it("points repeated pictures to the one that was kept", () => {
    assert.match(sanitiseLetterHtml('<img src="cid:b">', new Map([["b", "a"]])).html, /data-cid="a"/);
  });

  it("takes pictures written into the HTML out as files", () => {
    const { html, pictures } = sanitiseLetterHtml('<p>See <img src="data:image/png;base64,iVBORw0="></p>');
    assert.match(html, /data-cid="embedded-1"/);
    assert.deepEqual(
      pictures.map((picture) => [picture.contentType, picture.content.length]),
      [["image/png", 5]],
    );
  });

  it("opens links in a new page that knows nothing of ours", () => {
    const html = clean('<a href="https://a.example/?x=1" target="_top" rel="opener">a</a>');
    assert.equal(html, '<a href="https://a.example/?x=1" target="_blank" rel="noopener noreferrer nofollow">a</a>');
  });
});

describe("htmlToText", () => {
  it("reads like the letter", () => {
    assert.equal(
      text("<head><title>no</title></head><div>Добрый&nbsp;день!</div><div><br></div><div>Лифт &amp; свет</div>"),
      "Добрый день!\n\nЛифт & свет",
    );
    assert.equal(text("<p>One</p><p>Two<br>three</p>"), "One\n\nTwo\nthree");
    assert.equal(text("<ul><li>first</li><li>second</li></ul>after"), "- first\n- second\n\nafter");
    assert.equal(
      text("<table><tr><td>Кв.</td><td>12</td></tr><tr><td>Этаж</td><td>3</td></tr></table>"),
      "Кв. 12\nЭтаж 3",
    );
    assert.equal(text("<pre>a\n  b</pre>"), "a\n  b");
  });

  it("shows where links lead when the words hide it", () => {
    assert.equal(text('<a href="https://bank.example/">Ваш банк</a>'), "Ваш банк (https://bank.example/)");
    assert.equal(text('See <a href="https://a.example/">a.example</a>'), "See a.example");
    assert.equal(text('<a href="mailto:a@b.ru">a@b.ru</a>'), "a@b.ru");
  });

  it("marks quotations", () => {
    assert.equal(text("Yes<blockquote>first<blockquote>older</blockquote></blockquote>"), "Yes\n> first\n> > older");
  });

  it("survives deep nesting", () => {
    assert.equal(text(`${"<div>".repeat(20_000)}words${"</div>".repeat(20_000)}`), "words");
  });
});

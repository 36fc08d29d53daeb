import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { type CompanyDesk, companyDesk } from "../../test/company-desk.ts";
import { type TestPost, testPost } from "../../test/post.ts";

describe("mentions", () => {
  let app: TestApp;
  let post: TestPost;
  let desk: CompanyDesk;
  /** Contacts: a colleague of ada's, and somebody of another company. */
  let colleague: { id: string; email: string };
  let stranger: { id: string };
  before(async () => {
    app = await testApp();
    post = await testPost(app);
    desk = await companyDesk(app);
    const add = async (name: string, email: string, company: string) =>
      (await app.as("dina").post("/contacts", { name, email, company })).body;
    const other = (await app.as("boss").post("/companies", { name: "АО Лютик" })).body.id;
    colleague = {
      ...(await add("Олег Ромашкин", "oleg@romashka.example", desk.company)),
      email: "oleg@romashka.example",
    };
    stranger = await add("Яна Лютикова", "yana@lutik.example", other);
  });
  after(async () => {
    await post.close();
    await app.close();
  });
  const offered = async (id: string, query: string) =>
    (await app.as("dina").get(`/tickets/${id}/mentionable?${query}`)).body.items;
  const letters = async (ticketId: string) => {
    await app.work();
    return (await post.outbox()).filter(({ ticket_id, kind }) => ticket_id === ticketId && kind === "mention");
  };

  it("[O-COM-07] offers employees and the contacts of the ticket's company, and takes nobody else", async () => {
    const { id } = await desk.ticket();
    const { ben, ada, rita } = app.cast.people;
    const all = (await offered(id, "thread=messages")).map((one) => one.id);
    for (const one of [ben.id, rita.id, ada.id, colleague.id]) assert.ok(all.includes(one));
    assert.ok(!all.includes(stranger.id));
    const found = await offered(id, `thread=messages&search=${encodeURIComponent("ромаш")}`);
    assert.deepEqual(found, [
      { id: colleague.id, name: "Олег Ромашкин", kind: "contact", detail: "oleg@romashka.example" },
    ]);
    const said = await app
      .as("dina")
      .post(`/tickets/${id}/messages`, { text: "@Олег Ромашкин, @Ben Cast", mentions: [colleague.id, ben.id] });
    assert.equal(said.status, 201);
    const refused = await app.as("dina").post(`/tickets/${id}/messages`, { text: "@Яна", mentions: [stranger.id] });
    assert.deepEqual(refused.problem.refusals?.[0]?.field, "mentions.0");
    assert.equal((await app.as("dina").get(`/tickets/${id}/messages`)).body.items.length, 1);
  });

  it("[O-COM-08] sends those who are mentioned a letter with the text and a link to the ticket", async () => {
    const { id, number } = await desk.ticket();
    const { ben } = app.cast.people;
    const text = "@Ben Cast @Олег Ромашкин чек печатается?";
    await app.as("dina").post(`/tickets/${id}/messages`, { text, mentions: [ben.id, colleague.id] });
    const [toBen, toOleg, ...more] = await letters(id);
    assert.deepEqual([toBen?.to_address, toOleg?.to_address, more], [ben.email, colleague.email, []]);
    for (const letter of [toBen, toOleg]) assert.ok(letter?.text.includes(text));
    assert.match(toBen?.text ?? "", new RegExp(`http://localhost:4000/tickets/${number}\\b`));
    assert.match(toOleg?.text ?? "", new RegExp(`http://localhost:4000/portal/tickets/${number}\\b`));
  });

  it("[O-COM-08] works in notes too, where only employees can be called", async () => {
    const { id } = await desk.ticket({ assignees: [app.cast.people.ben.id] });
    const notes = { note: { email: true } };
    await app.as("boss").patch(`/roles/${app.cast.roles.engineer}`, { notices: notes });
    assert.ok((await offered(id, "thread=notes")).every(({ kind }) => kind === "employee"));
    const leak = { text: "@Олег, он снова не платит", mentions: [colleague.id] };
    const refused = await app.as("dina").post(`/tickets/${id}/notes`, leak);
    assert.deepEqual(refused.problem.refusals?.[0]?.field, "mentions.0");
    await app.as("dina").post(`/tickets/${id}/notes`, { text: "@Ben Cast зайди", mentions: [app.cast.people.ben.id] });
    const sent = await letters(id);
    assert.deepEqual(
      sent.map(({ to_address, text }) => [to_address, text.includes("@Ben Cast зайди")]),
      [[app.cast.people.ben.email, true]],
    );
    const twice = (await post.outbox()).filter(({ kind, ticket_id }) => kind === "employee-note" && ticket_id === id);
    assert.deepEqual(twice, []);
  });

  it("keeps what an employee answers to a letter about a note among the employees", async () => {
    const { id, number } = await desk.ticket();
    const { ben } = app.cast.people;
    await app.as("dina").post(`/tickets/${id}/notes`, { text: "@Ben Cast сколько стоит?", mentions: [ben.id] });
    const letter = (await letters(id))[0];
    const reply = ((letter?.headers ?? {}) as Record<string, string>)["Reply-To"]?.match(/<(.+)>/)?.[1] ?? "";
    const inReplyTo = letter?.header_message_id ?? "";
    await post.send({
      from: ben.email,
      to: reply,
      inReplyTo,
      subject: `Re: [#${number}]`,
      text: "Пять тысяч, но молчи",
    });
    assert.deepEqual((await app.as("ada").get(`/tickets/${id}/messages`)).body.items, []);
    const notes = (await app.as("dina").get(`/tickets/${id}/notes`)).body.items;
    assert.deepEqual(notes.map(({ text, author }) => [text, author.id]).at(-1), ["Пять тысяч, но молчи", ben.id]);
  });

  it("is for employees who see the ticket, and names who is unknown", async () => {
    const { id } = await desk.ticket();
    const { ben, max } = app.cast.people;
    const byClient = await app.as("ada").post(`/tickets/${id}/messages`, { text: "@Ben", mentions: [ben.id] });
    assert.deepEqual(byClient.problem.refusals?.[0]?.code, "not-for-clients");
    assert.equal((await app.as("ada").get(`/tickets/${id}/mentionable?thread=messages`)).status, 403);
    assert.equal((await app.as("max").get(`/tickets/${id}/mentionable?thread=messages`)).status, 404);
    assert.equal((await app.as("rita").get(`/tickets/${id}/mentionable?thread=notes`)).status, 200);
    const unknown = await app.as("dina").post(`/tickets/${id}/notes`, { text: "@", mentions: [ben.id, max.id] });
    assert.deepEqual(unknown.problem.refusals?.[0]?.field, "mentions.1");
  });
});

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { companyDesk } from "../../test/company-desk.ts";
import { upload } from "../../test/upload.ts";

describe("POST /tickets", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  /** What the dispatcher's form sends for a leaking tap; `more` changes it. */
  const form = (more: Record<string, unknown> = {}) => ({
    subject: "Протекает кран",
    channel: "call",
    contact: app.cast.people.ada.id,
    place: app.cast.places.flat12,
    service: app.cast.services.plumbing,
    form: { room: "Кухня" },
    ...more,
  });
  const create = (body: object, name: CastName | null = "dina") => app.as(name).post("/tickets", body);
  const fields = (answer: { problem: { refusals?: { field?: string }[] } }) =>
    (answer.problem.refusals ?? []).map(({ field }) => field);

  it("[H-STAT-09] opens a ticket as Waiting, whoever asks", async () => {
    const { cast } = app;
    const byEmployee = await create(form());
    assert.equal(byEmployee.status, 201);
    assert.equal(byEmployee.body.status, "waiting");
    assert.equal(byEmployee.body.number, 1);
    assert.equal(byEmployee.body.address, "ул. Ленина, 5, кв. 12");
    const byClient = await create({ service: cast.services.lift, place: cast.places.flat12 }, "ada");
    assert.equal(byClient.body.status, "waiting");
    assert.equal(byClient.body.channel, undefined);
    const seen = await app.as("dina").get(`/tickets/${byClient.body.number}`);
    assert.equal(seen.body.channel, "portal");
    assert.equal(seen.body.client?.id, cast.people.ada.id);
  });

  it("[H-COL-08] takes the answers to the order form for a subject that nobody gave, whoever asks", async () => {
    const { room, details } = { room: "Кухня", details: "Капает из-под раковины" };
    const answers = { service: app.cast.services.plumbing, place: app.cast.places.flat12, form: { room, details } };
    const listed = async (number: number) => {
      const { items } = (await app.as("dina").get(`/tickets?where=number:${number}`)).body;
      return items[0]?.subject;
    };
    const byClient = await create({ ...answers, description: "Приходите вечером" }, "ada");
    const byEmployee = await create(form({ subject: " ", form: answers.form }));
    for (const { body } of [byClient, byEmployee]) assert.equal(await listed(body.number), `${room}; ${details}`);
    assert.equal(await listed((await create(form())).body.number), "Протекает кран");
    assert.equal((await create(form({ subject: "", service: app.cast.services.lift, form: {} }))).body.subject, "Лифт");
  });

  it("[H-GEN-01] is open to residents and employees: both find their way into the one list", async () => {
    const { services, places, types } = app.cast;
    const outer = (await create({ service: services.lift, place: places.flat12 }, "ada")).body.id;
    const inner = (await create({ subject: "Заказать лампы", serviceType: types.internal })).body.id;
    const listed = (await app.as("dina").get("/tickets")).body.items.map(({ id, channel }) => [id, channel]);
    assert.deepEqual(
      listed.filter(([id]) => id === outer || id === inner).map(([, channel]) => channel),
      ["internal", "portal"],
    );
  });

  it("[H-NEW-03] takes the seven channels of the form and no other", async () => {
    const seven = ["call", "outgoing_call", "visit", "email", "messenger", "internal", "other"];
    for (const channel of seven) assert.equal((await create(form({ channel }))).body.channel, channel);
    for (const channel of ["portal", "telegram", "fax"]) {
      assert.deepEqual(fields(await create(form({ channel }))), ["channel"]);
    }
  });

  it("[H-NEW-06] refuses an order form without what the service asks for", async () => {
    const before = (await app.as("dina").get("/tickets?total=true&limit=1")).body.total;
    for (const answers of [undefined, {}, { room: "" }, { details: "Капает" }]) {
      const refused = await create(form({ form: answers }));
      assert.deepEqual([refused.status, ...fields(refused)], [422, "form.room"]);
    }
    assert.deepEqual(fields(await create(form({ form: { room: "Балкон" } }))), ["form.room"]);
    assert.equal((await app.as("dina").get("/tickets?total=true&limit=1")).body.total, before);
    const other = await create(form({ service: app.cast.services.lift, form: undefined }));
    assert.equal(other.status, 201);
  });

  it("[H-NEW-07] takes a client who is not registered, by name, phone and email", async () => {
    const client = { name: "Прохожий Иван", phone: "+7 921 000-00-00", email: "ivan@street.example" };
    const { body } = await create(form({ contact: undefined, client }));
    assert.deepEqual(body.clientView, { id: null, ...client, registered: false });
    const bare = await create(form({ contact: undefined, client: { name: "Прохожий" } }));
    assert.deepEqual(bare.body.client, { id: null, name: "Прохожий" });
    assert.deepEqual(fields(await create(form({ contact: undefined, client: { phone: "+7" } })))[0], "client.name");
    const found = (await app.as("dina").get(`/tickets?where=${encodeURIComponent('client:"Прохожий Иван"')}`)).body;
    assert.equal(found.items[0]?.id, body.id);
  });

  it("[H-NEW-08, O-REG-15] answers the card with its number at once", async () => {
    const { body } = await create(form());
    const card = (await app.as("dina").get(`/tickets/${body.number}`)).body;
    assert.deepEqual(card, body);
    const next = await create(form());
    assert.equal(next.body.number, body.number + 1);
  });

  it("[O-REG-05] asks an employee for the subject where the process does, and makes no ticket without", async () => {
    const { service, company } = await companyDesk(app);
    for (const subject of [undefined, "", "   "]) {
      const refused = await create({ subject, description: "Не печатает чек", service, company });
      assert.deepEqual([refused.status, fields(refused)], [422, ["subject"]]);
    }
    assert.deepEqual((await app.as("dina").get(`/tickets?where=company:${company}`)).body.items, []);
    const byClient = await create({ service, description: "Не печатает чек" }, "ada");
    assert.equal(byClient.body.subject, "Настройка кассы");
    const { body } = await create({ subject: "Касса", service, company });
    assert.deepEqual([body.subject, body.description], ["Касса", ""]);
  });

  it("[O-REG-07] links the contact, and the company that he is of", async () => {
    const company = (await app.as("boss").post("/companies", { name: "ООО Ромашка" })).body.id;
    const contact = (await app.as("dina").post("/contacts", { name: "Олег", company })).body.id;
    const { body } = await create(form({ contact }));
    assert.deepEqual([body.client?.id, body.company?.id], [contact, company]);
  });

  it("[O-REG-08] takes an employee for the contact", async () => {
    const { ben, max } = app.cast.people;
    const { body } = await create(form({ contact: ben.id }));
    const { clientView, client } = body;
    assert.deepEqual([clientView?.name, clientView?.email, clientView?.employee], [ben.name, ben.email, ben.id]);
    assert.deepEqual(client, { id: null, name: ben.name });
    assert.deepEqual(fields(await create(form({ contact: max.id }))), ["contact"]);
    const edited = await app.as("dina").patch(`/tickets/${body.id}`, { contact: app.cast.people.ada.id });
    assert.deepEqual([edited.body.clientView?.registered, edited.body.clientView?.employee], [true, undefined]);
  });

  it("takes a contact of another site from nobody whose role ends before it, as if there were none", async () => {
    const { people, places } = app.cast;
    const contact = (
      await app.as("dina").post("/contacts", { name: "Сосед", places: [{ id: places.flat21, basis: "owner" }] })
    ).body;
    const roaming = (await app.as("dina").post("/contacts", { name: "Без адреса" })).body;
    const create = (contact: string) => app.as("ben").post("/tickets", form({ contact }));
    const unknown = await create("01890000-0000-7000-8000-000000000000");
    const foreign = await create(contact.id);
    assert.deepEqual([foreign.status, foreign.problem.refusals], [422, unknown.problem.refusals]);
    assert.deepEqual(fields(foreign), ["contact"]);
    const own = await create(people.ada.id);
    assert.deepEqual([own.status, (await create(roaming.id)).status], [201, 201]);
    const edited = await app.as("ben").patch(`/tickets/${own.body.id}`, { contact: contact.id });
    assert.deepEqual([edited.status, fields(edited)], [422, ["contact"]]);
    assert.equal((await app.as("dina").patch(`/tickets/${own.body.id}`, { contact: contact.id })).status, 200);
  });

  it("[O-REG-11] assigns whom the form names", async () => {
    const { ben, eve } = app.cast.people;
    const { body } = await create(form({ assignees: [ben.id] }));
    assert.deepEqual(
      body.assignees.map(({ id }) => id),
      [ben.id],
    );
    const refused = await create(form({ assignees: [eve.id] }));
    assert.deepEqual([refused.status, fields(refused)[0]], [422, "assignees"]);
  });

  it("[H-GEN-07] lets a resident order a service as soon as there is one", async () => {
    const { types, places } = app.cast;
    const { id } = (await app.as("boss").post("/services", { name: "Окна", type: types.requests })).body;
    const offered = (await app.as("vera").get("/catalogue")).body.items.map((item) => item.id);
    assert.ok(offered.includes(id));
    const { body } = await create({ service: id, place: places.flat12 }, "vera");
    assert.deepEqual([body.subject, body.service?.id], ["Окна", id]);
    assert.deepEqual((await app.as("vera").get("/tickets")).body.items[0]?.number, body.number);
  });

  it("puts a client's files into the conversation, and an employee's among the documents", async () => {
    const photo = (name: "ada" | "dina") => upload(app, name, { name: "фото.txt", content: Buffer.from("x") });
    const { lift } = app.cast.services;
    const mine = await create({ service: lift, files: [(await photo("ada")).id] }, "ada");
    const said = (await app.as("dina").get(`/tickets/${mine.body.id}/messages`)).body.items;
    assert.deepEqual(
      said[0]?.files.map(({ name }) => name),
      ["фото.txt"],
    );
    const { body } = await create(form({ files: [(await photo("dina")).id] }));
    assert.deepEqual(
      body.documents?.map(({ name }) => name),
      ["фото.txt"],
    );
    assert.deepEqual((await app.as("ada").get(`/tickets/${body.id}/messages`)).body.items, []);
  });

  it("keeps clients from what is not theirs, and readers and strangers from all", async () => {
    const { services, places, people, other } = app.cast;
    const mine = { service: services.lift, place: places.flat12 };
    for (const more of [{ channel: "call" }, { assignees: [people.ben.id] }, { contact: people.vera.id }]) {
      assert.deepEqual(fields(await create({ ...mine, ...more }, "ada")), Object.keys(more));
    }
    assert.deepEqual(fields(await create({ ...mine, place: places.flat21 }, "ada")), ["place"]);
    assert.deepEqual(fields(await create({ ...mine, service: services.inner }, "ada")), ["service"]);
    assert.equal((await create(form(), "rita")).status, 403);
    assert.equal((await create(form(), null)).status, 401);
    assert.deepEqual(fields(await create(form({ place: other.places.siteA }))), ["place"]);
    assert.deepEqual(fields(await create(form({ place: places.siteB }), "ben")), ["place"]);
  });
});

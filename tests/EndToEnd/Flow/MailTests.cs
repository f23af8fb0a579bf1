using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;
using Coc.Integration.Fixtures;

namespace Coc.EndToEnd.Flow;

/// <summary>Mail, from the gateway to a mailbox: who may see gets one line that something waits; nobody else gets anything.</summary>
public sealed class MailTests(RunningSystem system)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Seats_are_told_what_they_may_see_reporters_that_there_is_news_and_a_hard_seat_its_request_only()
    {
        var guild = await Guild.FoundAsync(system, members: 3);
        var (ira, juno, kai) = (guild.Members[0].Client, guild.Members[1].Client, guild.Members[2].Client);
        var about = Person.New(system.Canary);
        var mailbox = $"ana-{Guid.NewGuid():N}@people.example";
        var reporter = await Reporter.FileAsync(system, [guild.Slug], about, r => r["reporter"]!["contact"] = mailbox);
        foreach (var member in guild.Members)
        {
            await ComesAsync(member.Client.Email, Waiting);
        }

        var committee = new Committee(system, guild.Slug, [ira, juno, kai]);
        (await committee.AnswerAsync(kai, reporter.Report, "hard")).Expect(204);
        var work = await committee.TakeUpAsync(reporter.Report, ira, juno);
        system.Mail.To(mailbox).ShouldBeEmpty();
        await work.AcknowledgeAsync();
        await ComesAsync(mailbox, m => m.Subject == "There is news for you");

        await work.TriageAsync();
        var (before, beforeHard) = (system.Mail.To(juno.Email).Count, system.Mail.To(kai.Email).Count);
        var drafted = await work.DoneAsync(ira, "communications", new { to = "reporter", report = reporter.Report, text = $"We have looked into it. {system.Canary}" });
        await Eventually.TrueAsync("a mail that an approval is asked", () => Task.FromResult(system.Mail.To(juno.Email).Count > before), Patience);
        var draft = drafted.List("communications")[^1].Id();
        await work.DoneAsync(juno, $"communications/{draft}/approve");
        await Eventually.TrueAsync("a second mail to the reporter", () => Task.FromResult(system.Mail.To(mailbox).Count >= 2), Patience);
        system.Mail.To(kai.Email).Count.ShouldBe(beforeHard, "for a hard seat there is no such case");

        // Nothing that anybody wrote, is called, or has as a code; what must be there is found by the same search.
        system.Mail.Mails.ShouldContain(m => m.Raw.Contains("waiting for you"));
        var codeName = (await work.ReadAsync()).Text("codeName");
        foreach (var secret in new[] { system.Canary, guild.Slug, codeName, reporter.Receipt, about.GitHub, about.Name, work.Id.ToString(), reporter.Report.ToString(), "Una Quist", "Member ", "http://", "https://" })
        {
            system.Mail.Mails.Where(m => WithoutAddress(m).Contains(secret, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty(secret);
        }

        system.Mail.Mails.Where(m => m.Subject != "Your invitation").ShouldAllBe(m => !System.Text.RegularExpressions.Regex.IsMatch(m.Text, "[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}"));
        system.Mail.Mails.ShouldAllBe(m => m.From == "news@post.example");
    }

    [Fact]
    public async Task A_clock_warns_and_breaks_by_mail_and_orders_go_to_who_looks_after_the_space()
    {
        var guild = await Guild.FoundAsync(system);
        var (ira, juno) = (guild.Members[0].Client, guild.Members[1].Client);
        var reporter = await Reporter.FileAsync(system, [guild.Slug]);
        var committee = new Committee(system, guild.Slug, [ira, juno]);
        await ComesAsync(juno.Email, Waiting); // who has answered is not told to any more
        var work = await committee.TakeUpAsync(reporter.Report);
        var due = (await work.ReadAsync()).List("clocks").Single(c => c.Text("kind") == "acknowledge").Instant("due");

        foreach (var to in new[] { due - TimeSpan.FromHours(1), due + TimeSpan.FromHours(1) })
        {
            var before = system.Mail.To(juno.Email).Count;
            await system.AdvanceAsync(Step(to - await system.NowAsync()));
            await Eventually.TrueAsync($"a mail about the clock at {to:O}", () => Task.FromResult(system.Mail.To(juno.Email).Count > before), Patience);
        }

        system.Mail.To(juno.Email).Select(m => m.Text).Where(t => t.Contains("waiting")).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_notice_and_an_order_are_mailed_to_who_answers_and_who_carries_out()
    {
        var (vera, owner) = (system.Mail.To("vera@astrolabe.example").Count, system.Mail.To("github-owner@orrery.example").Count);
        await MainFlow.RunAsync(system, MainFlow.Until.Told);

        await Eventually.TrueAsync("a mail to the receiver of the notice", () => Task.FromResult(system.Mail.To("vera@astrolabe.example").Count > vera), Patience);
        await Eventually.TrueAsync("a mail to the executor", () => Task.FromResult(system.Mail.To("github-owner@orrery.example").Count > owner), Patience);
    }

    [Fact]
    public async Task While_the_mail_server_is_dead_everything_else_goes_on_and_mail_comes_after()
    {
        var guild = await Guild.FoundAsync(system);
        var committee = new Committee(system, guild.Slug, [.. guild.Members.Select(m => m.Client)]);
        await system.Mail.DownAsync();
        try
        {
            var reporter = await Reporter.FileAsync(system, [guild.Slug]);
            var work = await committee.TakeUpAsync(reporter.Report);
            await work.AcknowledgeAsync();
            await work.TriageAsync();
            await work.DoneAsync(guild.Members[0].Client, "communications", new { to = "reporter", report = reporter.Report, text = system.Canary });
            await Eventually.TrueAsync("status says so", async () => (await system.RunAsync("status")).Said.Contains("\"mail\":{\"code\":\"unreachable\""), Patience);
        }
        finally
        {
            await system.Mail.UpAsync();
        }

        await ComesAsync(guild.Members[1].Client.Email, Waiting);
        await Eventually.TrueAsync("status is well again", async () => !(await system.RunAsync("status")).Said.Contains("\"mail\""), Patience);
    }

    [Fact]
    public async Task An_invitation_comes_by_mail_and_its_code_opens_the_door()
    {
        var slug = "guild-" + Guid.NewGuid().ToString("N")[..8];
        var (admin, email) = (await system.AsAsync("admin@orrery.example"), $"{Guid.NewGuid():N}@people.example");
        (await admin.PostAsync("/api/bodies", new { slug, name = "Guild", kind = "project", handling = "own" })).Expect(201);
        (await admin.PostAsync($"/api/bodies/{slug}/seats", new { email, name = "Una Quist", role = "member", appointment = "elected", chair = true, employer = "Quillhaven", accounts = Array.Empty<string>() })).Expect(201);

        await ComesAsync(email, m => m.Subject == "Your invitation");

        var mail = system.Mail.To(email).ShouldHaveSingleItem();
        var code = System.Text.RegularExpressions.Regex.Match(mail.Text, "[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}").Value;
        ((int)(await system.Anyone().PostAsync("/api/invitations/accept", new { code, password = "a long password for a test 7" })).Status).ShouldBeLessThan(300);
        await system.SignInAsync(email, "a long password for a test 7");
    }

    [Fact]
    public async Task Wishes_are_kept_through_the_gateway()
    {
        var juno = await system.AsAsync("juno@sextant.example");
        JsonNode before = (await juno.GetAsync("/api/identity/notifications")).Expect(200).Json;
        before["mail"]!.GetValue<bool>().ShouldBeTrue();

        (await juno.PutAsync("/api/identity/notifications", new { timeZone = "Europe/Berlin", quiet = new { from = "22:00", to = "07:00" }, kinds = new { order = "digest" } })).Expect(204);
        var after = (await juno.GetAsync("/api/identity/notifications")).Expect(200).Json;
        (after.Text("timeZone"), after["kinds"]!.Text("order"), after["quiet"]!.Text("from")).ShouldBe(("Europe/Berlin", "digest", "22:00"));
        (await juno.PutAsync("/api/identity/notifications", new { timeZone = "Middle/Earth" })).Expect(400, "validation");
        (await juno.PutAsync("/api/identity/notifications", new { })).Expect(204);
        (await system.Anyone().GetAsync("/api/identity/notifications")).Expect(401);
    }

    private static bool Waiting(ReceivedMail mail) => mail.Subject == "Something is waiting for you";

    // Some addresses of the tests hold the canary themselves.
    private static string WithoutAddress(ReceivedMail mail) => mail.Raw.Replace(mail.To, "", StringComparison.OrdinalIgnoreCase);

    private static string Step(TimeSpan by) => by > TimeSpan.Zero ? $"PT{(int)Math.Ceiling(by.TotalMinutes)}M" : "PT1M";

    private Task ComesAsync(string address, Func<ReceivedMail, bool> fits) => Eventually.TrueAsync(
        $"a mail to {address}", () => Task.FromResult(system.Mail.To(address).Any(fits)), Patience, () => string.Join(", ", system.Mail.To(address).Select(m => m.Subject)));
}

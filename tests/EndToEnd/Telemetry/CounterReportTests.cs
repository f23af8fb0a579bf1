using System.Text;
using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Telemetry;

/// <summary>Two people accuse each other (P3): each side has a canary of its own, and whoever is shown one side finds nothing of the other, wherever they look.</summary>
public sealed class CounterReportTests(RunningSystem system)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Of_two_who_accuse_each_other_neither_side_shows_in_the_other()
    {
        await using var tap = await BusTap.OpenAsync(system);
        var sextant = await Committee.OfSextantAsync(system);
        var (ana, rex) = await BothFileAsync();
        // The chair works on both, one seat on each: who sees one of them must not learn that there is another.
        var (ofAna, ofRex) = (await sextant.TakeUpAsync(ana.Reporter.Report, sextant.Chair, sextant.Seats[1]), await sextant.TakeUpAsync(rex.Reporter.Report, sextant.Chair, sextant.Seats[2]));
        var (first, second) = (new Matter(ofAna, ana, sextant.Seats[1]), new Matter(ofRex, rex, sextant.Seats[2]));

        (await ofAna.DoAsync(sextant.Chair, "link-reports", new { report = rex.Reporter.Report })).Expect(409, "counterReport");
        foreach (var matter in new[] { first, second })
        {
            await WorkAsync(matter, sextant.Chair);
        }

        (await ofAna.DoneAsync(sextant.Chair, "link-reports", new { report = rex.Reporter.Report, @as = "counterReport" })).List("links").ShouldHaveSingleItem().Id("case").ShouldBe(ofRex.Id);
        foreach (var (matter, other) in new[] { (first, second), (second, first) })
        {
            await NothingIsShownAsync(matter, other, sextant.Chair);
        }

        await NothingLeavesAsync(tap, first, second);
    }

    private async Task<(Side Ana, Side Rex)> BothFileAsync()
    {
        var (ana, rex) = (Side.New("ana"), Side.New("rex"));
        return (ana with { Reporter = await ana.FileAsync(system, rex) }, rex with { Reporter = await rex.FileAsync(system, ana) });
    }

    // Everything that may hold a text of one side: what the two write, what the panel writes to each and about each.
    private async Task WorkAsync(Matter matter, Client chair)
    {
        var (work, own) = (matter.Work, matter.By.Text);
        await work.DoneAsync(chair, "acknowledge", new { message = $"We have it. {own}" });
        await work.DoneAsync(chair, "triage", new { impact = "medium", risk = "medium", note = $"Two screenshots. {own}" });
        await work.DoneAsync(matter.Seat, "notes", new { text = $"It fits. {own}" });
        await work.DoneAsync(chair, "messages", new { report = matter.By.Reporter.Report, text = $"Please tell us more. {own}" });
        await matter.By.Reporter.WriteAsync($"It went on. {own}");
        await matter.By.Reporter.SendAsync(Encoding.UTF8.GetBytes($"{own} saw it"), $"{own}.txt");
        (await chair.UploadAsync($"/api/cases/{work.Id}/evidence", new ByteArrayContent(Encoding.UTF8.GetBytes($"{own} again")), $"seat-{own}.txt")).Expect(200);
        var person = await IdentifyAsync(matter, chair);
        matter.Accused = await Accused.EnterAsync(system, work, person, $"What was reported. {own}");
        await matter.Accused.SendAsync("responses", new { text = $"I did not. {own}" });
        await matter.Accused.SendAsync("complaints", new { ground = "other", text = $"This is unfair. {own}" });
        var drafted = await work.DoneAsync(chair, "communications", new { to = "reporter", report = matter.By.Reporter.Report, text = $"We look into it. {own}" });
        await work.DoneAsync(matter.Seat, $"communications/{drafted.List("communications")[^1].Id()}/approve");
        await matter.By.Reporter.SeesAsync("what was written to them", r => r.List("messages").Count >= 3);
    }

    private static async Task<Guid> IdentifyAsync(Matter matter, Client chair)
    {
        var person = (await matter.Work.ReadAsync(chair)).List("subjects")[0].Id("person");
        await matter.Work.DoneAsync(chair, "subjects", new { person, identification = "confirmed" });
        await matter.Work.DoneAsync(matter.Seat, "subjects", new { person, identification = "confirmed" });
        return person;
    }

    private static async Task NothingIsShownAsync(Matter matter, Matter other, Client chair)
    {
        var (own, id) = (matter.By.Text, matter.Work.Id);
        var found = false;
        foreach (var seat in new[] { chair, matter.Seat })
        {
            foreach (var path in new[]
            {
                $"/api/cases/{id}", $"/api/cases/{id}/history", $"/api/cases/{id}/reads", $"/api/cases/{id}/evidence", $"/api/cases/{id}/reports/{matter.By.Reporter.Report}", $"/api/cases/{id}/rooms/{matter.Accused.Room}",
                $"/api/trail/{id}", $"/api/trail/{matter.By.Reporter.Report}",
            })
            {
                var answer = (await seat.GetAsync(path)).Expect(200).Text;
                found |= answer.Contains(own, StringComparison.Ordinal);
                Hides(answer, path, other.By.Text);
                if (seat == matter.Seat || path.Contains("/trail/", StringComparison.Ordinal))
                {
                    Hides(answer, path, other.Work.Id.ToString(), other.By.Reporter.Report.ToString(), other.Accused.Room.ToString());
                }
            }
        }

        found.ShouldBeTrue("the same search finds what must be there");
        foreach (var path in new[] { "/api/bodies/sextant/cases", "/api/bodies/sextant/conflict-requests" })
        {
            Hides(string.Concat((await matter.Seat.AllAsync(path)).Select(c => c.ToJsonString())), path, other.By.Text, other.Work.Id.ToString());
        }

        (await matter.Seat.PostAsync("/api/bodies/sextant/cases/search", new { q = other.By.Text })).Expect(200).Text.ShouldNotContain(other.Work.Id.ToString());
        foreach (var path in new[] { $"/api/cases/{other.Work.Id}", $"/api/cases/{other.Work.Id}/evidence", $"/api/cases/{other.Work.Id}/reports/{other.By.Reporter.Report}", $"/api/cases/{id}/reports/{other.By.Reporter.Report}", $"/api/cases/{id}/rooms/{other.Accused.Room}", $"/api/trail/{other.Work.Id}", $"/api/trail/{other.By.Reporter.Report}" })
        {
            (await matter.Seat.GetAsync(path)).Expect(404, "notFound");
        }

        // The two themselves: each has a receipt in the one matter and a room in the other, and neither shows what lies in the other.
        var receipt = (await matter.By.Reporter.LookAsync()).Text;
        receipt.ShouldContain(own);
        Hides(receipt, "receipt", other.By.Text, other.Work.Id.ToString(), other.By.Reporter.Report.ToString(), other.Accused.Room.ToString(), other.Accused.Own);
        Hides((await matter.By.Reporter.WithReceipt.GetAsync("/api/receipt/data")).Expect(200).Text, "a copy of what the reporter gave", other.By.Text);
        var room = (await matter.Accused.LookAsync()).Text;
        room.ShouldContain(own);
        Hides(room, "room", other.By.Text, matter.By.Name, matter.By.Account, id.ToString(), matter.By.Reporter.Report.ToString(), other.By.Reporter.Report.ToString(), other.By.Reporter.Receipt);
        Hides((await matter.Accused.InRoom.GetAsync("/api/room/data")).Expect(200).Text, "a copy of what the accused person gave", other.By.Text, matter.By.Name, matter.By.Account);
    }

    private async Task NothingLeavesAsync(BusTap tap, Matter first, Matter second)
    {
        foreach (var (matter, other) in new[] { (first, second), (second, first) })
        {
            await Eventually.TrueAsync("a mail that there is news", () => Task.FromResult(system.Mail.To(matter.By.Mailbox).Count > 0), Patience);
            system.Mail.To(matter.By.Mailbox).ShouldAllBe(m => !m.Raw.Contains(other.By.Mailbox, StringComparison.OrdinalIgnoreCase));
        }

        tap.WhereIs(first.By.Reporter.Report.ToString()).ShouldContain("ReportReceived");
        await Eventually.TrueAsync("spans of Cases", () => Task.FromResult(system.Collector.Spans.Any(s => s.Service == "coc-cases")), Patience);
        foreach (var matter in new[] { first, second })
        {
            foreach (var secret in new[] { matter.By.Text, matter.By.Name, matter.By.Account, matter.By.Reporter.Receipt, matter.Accused.OneTime, matter.Accused.Own })
            {
                tap.WhereIs(secret).ShouldBeEmpty();
                system.Collector.WhereIs(secret).ShouldBeEmpty();
                Logs.WhereIs(system, secret).ShouldBeEmpty();
                system.Mail.Mails.Where(m => m.Raw.Contains(secret, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
            }
        }
    }

    private static void Hides(string answer, string where, params string[] secrets)
    {
        foreach (var secret in secrets)
        {
            answer.ShouldNotContain(secret, Case.Insensitive, where);
        }
    }

    /// <summary>One of the two: what they are called, and a canary that is in everything written in the matter they reported.</summary>
    private sealed record Side(string Text, string Name, string Account, string Mailbox)
    {
        public Reporter Reporter { get => field ?? throw new InvalidOperationException("Nothing is filed yet."); init; }

        public static Side New(string name)
        {
            var number = Guid.NewGuid().ToString("N")[..12];
            return new($"text{name}{number}", $"Called {name} {number}", $"github:{name}-{number}", $"box-{Guid.NewGuid():N}@people.example");
        }

        public Task<Reporter> FileAsync(RunningSystem system, Side about) => Reporter.FileAsync(system, ["sextant"], new Person(about.Name, about.Account, $"chat:{about.Account["github:".Length..]}"), draft =>
        {
            foreach (var text in new[] { "description", "whatWouldHelp", "accessNeeds" })
            {
                draft[text] = $"They did it again. {Text}";
            }

            draft["subjects"]![0]!["description"] = $"writes at night {Text}";
            draft["exclude"] = new JsonArray();
            draft["affected"]![0]!["name"] = Name;
            draft["affected"]![0]!["contact"] = Mailbox;
            draft["affected"]![0]!["accounts"] = new JsonArray(Account);
            draft["reporter"] = new JsonObject { ["kind"] = "named", ["name"] = Name, ["contact"] = Mailbox, ["mayWrite"] = true };
        });
    }

    /// <summary>The case of one side, and the seat that works on no other.</summary>
    private sealed record Matter(CaseWork Work, Side By, Client Seat)
    {
        public Accused Accused { get => field ?? throw new InvalidOperationException("Nobody came in yet."); set; }
    }
}

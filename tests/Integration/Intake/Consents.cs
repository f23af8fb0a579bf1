using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake;
using Coc.Intake.Domain;
using Coc.Platform;
using Coc.Platform.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Intake;

/// <summary>P16 at the side of the reporter: what was asked, what was said, and who therefore reads whose name.</summary>
public sealed class Consents(IntakeApp intake) : IClassFixture<IntakeApp>
{
    private const string Canary = "CANARYofthereporter";

    private static readonly object Named = new { kind = "named", name = $"Rumi {Canary}", contact = $"{Canary}@people.example", mayWrite = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("yes", true)]
    [InlineData("no", false)]
    [InlineData("askMe", false)]
    [InlineData(null, false)]
    public async Task Another_body_learns_the_name_only_with_consent(string? consent, bool shown)
    {
        var (report, _) = await FileAsync(consent);

        foreach (var read in await ReadAsync(report, "body=orrery&audience=foundation&handedOver=true"))
        {
            read.Contains(Canary, StringComparison.Ordinal).ShouldBe(shown, read);
            read.ShouldContain("Rex Subject"); // whom it is about is content
        }

        var content = await ContentAsync(report, "body=orrery&audience=foundation&handedOver=true");
        (content.IdentitySealed, content.Reporter.Kind, content.Description).ShouldBe((!shown, "named", "He insulted me."));
    }

    [Theory]
    [InlineData("askMe", true)]
    [InlineData("no", false)]
    public async Task The_body_it_was_sent_to_knows_the_name_unless_the_reporter_said_no(string consent, bool shown)
    {
        var (report, _) = await FileAsync(consent);
        await NoteAsync(report, new ReportEvent.BodyNamed("orrery"));

        (await ReadAsync(report, "body=orrery&audience=foundation&handedOver=true")).ShouldAllBe(read => read.Contains(Canary, StringComparison.Ordinal) == shown);
        (await ReadAsync(report, "body=meridian&audience=parent&handedOver=true")).ShouldAllBe(read => !read.Contains(Canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_linked_into_another_bodys_case_stays_sealed_there()
    {
        var (report, _) = await FileAsync("askMe");
        await NoteAsync(report, new ReportEvent.BodyNamed("sextant"));

        (await ReadAsync(report, "body=orrery&audience=foundation&handedOver=false")).ShouldAllBe(read => !read.Contains(Canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_receipt_shows_the_question_and_the_last_answer_counts()
    {
        var (report, receipt) = await FileAsync("askMe");
        await NoteAsync(report, new ReportEvent.ConsentAsked(Guid.NewGuid(), "foundation", "orrery", new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero)));
        var asked = (await LookAsync(receipt)).GetProperty("consents").EnumerateArray().ShouldHaveSingleItem();
        asked.EnumerateObject().Select(m => m.Name).ShouldBe(["audience", "body", "until"]);
        (asked.GetProperty("audience").GetString(), asked.GetProperty("body").GetString()).ShouldBe(("foundation", "orrery"));
        (await SaidAsync(report)).ShouldBeEmpty();

        (await SayAsync(receipt, "foundation", "yes")).ShouldBe(HttpStatusCode.Created);
        (await LookAsync(receipt)).GetProperty("consents")[0].GetProperty("answer").GetString().ShouldBe("yes");
        (await ReadAsync(report, "body=orrery&audience=foundation&handedOver=true")).ShouldAllBe(read => read.Contains(Canary, StringComparison.Ordinal));
        (await SayAsync(receipt, "foundation", "no")).ShouldBe(HttpStatusCode.Created);

        (await SaidAsync(report)).ShouldBe([new AudienceConsent("foundation", "no")]);
        (await ReadAsync(report, "body=orrery&audience=foundation&handedOver=true")).ShouldAllBe(read => !read.Contains(Canary, StringComparison.Ordinal));
        (await ReadAsync(report, "body=meridian&audience=parent&handedOver=true")).ShouldAllBe(read => !read.Contains(Canary, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("board", "yes")]
    [InlineData("foundation", "perhaps")]
    [InlineData("foundation", null)]
    [InlineData(null, "yes")]
    public async Task Another_word_is_refused_and_changes_nothing(string? audience, string? answer)
    {
        var (report, receipt) = await FileAsync("yes");

        (await SayAsync(receipt, audience, answer)).ShouldBe(HttpStatusCode.BadRequest);

        (await SaidAsync(report)).ShouldBe([new AudienceConsent("foundation", "yes")]);
    }

    [Fact]
    public async Task Nobody_answers_for_somebody_else() => (await SayAsync("0000-0000-0000-0000-0000", "foundation", "yes")).ShouldBe(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("")]
    [InlineData("&body=orrery")]
    [InlineData("&body=orrery&audience=board")]
    public async Task Who_does_not_say_as_whom_reads_nothing(string readers)
    {
        var (report, _) = await FileAsync("yes");
        using var http = intake.App.AsService("cases");
        using var response = await http.GetAsync($"/internal/reports/{report}?case={Guid.NewGuid()}&seat={Guid.NewGuid()}{readers}", Token);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private Task<(Guid Report, string Receipt)> FileAsync(string? consent) => intake.FileAsync(new
    {
        description = "He insulted me.",
        subjects = new[] { new { name = "Rex Subject" } },
        affected = new object[] { new { self = true, name = $"Rumi {Canary}", accounts = new[] { $"github:{Canary}" }, contact = $"{Canary}@people.example", knowsOfReport = "yes", minor = "no", mayBeNamed = "yes" } },
        reporter = Named,
        consent = consent is null ? null : new { foundation = consent },
    });

    // The report, and what a seat sees that is asked about conflicts.
    private async Task<string[]> ReadAsync(Guid report, string readers)
    {
        using var http = intake.App.AsService("cases");
        return [
            await http.GetStringAsync($"/internal/reports/{report}?case={Guid.NewGuid()}&seat={Guid.NewGuid()}&{readers}", Token),
            await http.GetStringAsync($"/internal/reports/{report}/conflict-view?{readers}", Token),
        ];
    }

    private async Task<ReportContent> ContentAsync(Guid report, string readers) => JsonSerializer.Deserialize<ReportContent>((await ReadAsync(report, readers))[0], Json.Options)!;

    private async Task<IReadOnlyList<AudienceConsent>> SaidAsync(Guid report)
    {
        using var http = intake.App.AsService("cases");
        return (await http.GetFromJsonAsync<ReportConsents>($"/internal/reports/{report}/consents", Json.Options, Token))!.Consents;
    }

    private async Task<HttpStatusCode> SayAsync(string receipt, string? audience, string? answer)
    {
        using var http = intake.App.AsReceipt(receipt);
        using var response = await http.PostAsJsonAsync("/api/receipt/consents", new { audience, answer }, Token);
        return response.StatusCode;
    }

    private async Task<JsonElement> LookAsync(string receipt)
    {
        using var http = intake.App.AsReceipt(receipt);
        return await http.GetFromJsonAsync<JsonElement>("/api/receipt", Token);
    }

    private async Task NoteAsync(Guid report, ReportEvent happened) => await intake.App.Services.GetRequiredService<IEventStore>().AppendAsync(
        new Append([new StreamAppend(Reports.Key(report), Reports.StreamType, StreamAppend.ExpectAny, [new NewEvent(Ids.New(), happened)])], new EventContext(new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero), Ids.New())), Token);
}

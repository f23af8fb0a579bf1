using System.Net;
using System.Text;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Integration.EventStore;
using Coc.Platform;
using Coc.Platform.Security;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions.Histories;

/// <summary>One random history: every step is taken in the service and on paper, and after each of them both must say the same of everybody, everywhere.</summary>
internal sealed class History
{
    private static readonly Dictionary<string, Caller> Answering = new() { ["astrolabe"] = Vera, ["gnomon"] = Eun };
    private static readonly string[] Words = ["clear", "suspended", "banned"];
    private static readonly (string Body, Caller Seat)[] Bodies = [("sextant", Ira), ("astrolabe", Vera), ("gnomon", Eun)];

    private readonly SanctionsApp sanctions;
    private readonly People people;
    private readonly List<NaiveMeasure> measures = [];
    private readonly List<Guid> persons = [];
    private readonly Dictionary<string, int> accounts = [];
    private readonly StringBuilder told = new();

    private History(SanctionsApp sanctions)
    {
        this.sanctions = sanctions;
        people = new People(sanctions, accounts.ContainsKey);
    }

    private DateTimeOffset Now => sanctions.Clock.GetUtcNow();

    public static async Task RunAsync(SanctionsApp sanctions, IEnumerable<Step> steps)
    {
        var history = new History(sanctions);
        await history.ReportAsync("github", "chat");
        await history.ReportAsync("chat");
        foreach (var step in steps)
        {
            history.told.AppendLine(step.ToString());
            await history.TakeAsync(step);
            await history.QuietAsync();
            await history.ShouldAgreeAsync();
        }

        await history.ShouldBeCarriedOutAsync();
    }

    private Task TakeAsync(Step step)
    {
        var measure = measures.Count == 0 ? null : measures[step.Which % measures.Count];
        var body = step.Amount % 2 == 0 ? "astrolabe" : "gnomon";
        return (step.What, measure) switch
        {
            (What.Pass, _) => PassAsync(TimeSpan.FromHours(step.Amount)),
            (What.Merge, _) => MergeAsync(step.Person),
            (What.Split, _) => SplitAsync(step.Person),
            (What.CarryOut, _) => people.CarryOutAsync(),
            (What.ImposeEverywhere, _) => ImposeAsync(step, everywhere: true),
            (What.Impose, _) or (_, null) => ImposeAsync(step, everywhere: false),
            (What.Tell, _) => TellAsync(measure),
            (What.Adopt, _) => AnswerAsync(measure, body, "adopt", null),
            (What.Adapt, _) => AnswerAsync(measure, body, "adapt", Now.AddHours(step.Amount * 3)),
            (What.Decline, _) => AnswerAsync(measure, body, "decline", null),
            (What.Shorten, _) => AmendAsync(measure, measure.Until - ((measure.Until - Now) / 2), null),
            (What.Narrow, _) => AmendAsync(measure, null, step.Amount % 2 == 0 ? "github:sextant" : "chat:sextant"),
            (What.Lift, _) => LiftAsync(measure),
            (What.Overturn, _) => OverturnAsync(measure),
            (What.Mistake, _) => MistakeAsync(measure),
            (What.Redecide, _) => RedecideAsync(measure, body, step.Person == 0),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task ReportAsync(params string[] platforms)
    {
        string[] named = [.. platforms.Select(p => $"{p}:h-{Guid.NewGuid():N}")];
        persons.Add((await sanctions.ReportAsync(named)).Single());
        named.ToList().ForEach(a => accounts[a] = persons.Count - 1);
    }

    private async Task ImposeAsync(Step step, bool everywhere)
    {
        var (type, lasts, answerBy) = (step.Which % 3 == 0 ? "ban" : "suspension", TimeSpan.FromHours(step.Amount * 8), Now.AddDays(5));
        var decided = everywhere
            ? await sanctions.DecideAsync(persons[step.Person], "orrery", type, lasts, binding: true, panel: [Eun, Ada])
            : await sanctions.DecideAsync(persons[step.Person], type: type, lasts: lasts, offer: new DecidedOffer(["astrolabe", "gnomon"], "safety", answerBy), panel: [Ira, Juno]);
        var until = (await sanctions.GetAsync(everywhere ? Eun : Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("until").GetDateTimeOffset();
        measures.Add(new NaiveMeasure(decided, step.Person, type, until, answerBy));
    }

    private async Task TellAsync(NaiveMeasure measure)
    {
        await sanctions.TellAsync(measure.Decided);
        measure.Released |= !measure.Over(Now);
    }

    private async Task AnswerAsync(NaiveMeasure measure, string body, string kind, DateTimeOffset? until)
    {
        var (answerable, space) = (measure.Answerable(body, Now), kind == "adapt" ? $"chat:{body}" : null);
        var wider = kind == "adapt" && until > measure.Until;
        var answer = await sanctions.PostAsync(Answering[body], $"/api/notices/{Ids.V5(measure.Decided.Sanction, $"notice:{body}")}/{kind}", kind switch
        {
            "adapt" => new { scope = new { spaces = new[] { space } }, until },
            "decline" => new { reason = "notSevere" },
            _ => null,
        });
        if (!answerable || wider)
        {
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.Conflict, HttpStatusCode.NotFound, HttpStatusCode.OK);
            return; // the same answer again is answered as before
        }

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, told.ToString());
        if (kind == "decline")
        {
            measure.Declined.Add(body);
        }
        else
        {
            measure.Answer(body, space, until);
        }
    }

    private async Task AmendAsync(NaiveMeasure measure, DateTimeOffset? until, string? space)
    {
        if (measure.Over(Now) || (space is not null && measure.Space is not null))
        {
            return;
        }

        (await BothAsync(measure, "amend", new { until, spaces = space is null ? null : new[] { space }, reason = "Better so." })).ShouldBe(HttpStatusCode.OK, told.ToString());
        if (space is not null)
        {
            measure.Narrow(space);
            return;
        }

        measure.Shorten((await sanctions.GetAsync(measure.Everywhere ? Eun : Ira, $"/api/sanctions/{measure.Decided.Sanction}")).GetProperty("until").GetDateTimeOffset());
        measure.Until.ShouldBe(until!.Value, TimeSpan.FromMilliseconds(1));
    }

    private async Task LiftAsync(NaiveMeasure measure)
    {
        if (!measure.Over(Now))
        {
            (await BothAsync(measure, "lift", null)).ShouldBe(HttpStatusCode.OK, told.ToString());
            measure.Lift();
        }
    }

    private async Task<HttpStatusCode> BothAsync(NaiveMeasure measure, string command, object? body)
    {
        Caller[] seats = measure.Everywhere ? [Eun, Ada] : [Ira, Juno];
        (await sanctions.PostAsync(seats[0], $"/api/sanctions/{measure.Decided.Sanction}/{command}", body)).StatusCode.ShouldBe(HttpStatusCode.Accepted, told.ToString());
        return (await sanctions.PostAsync(seats[1], $"/api/sanctions/{measure.Decided.Sanction}/{command}", body)).StatusCode;
    }

    private async Task OverturnAsync(NaiveMeasure measure)
    {
        await sanctions.SayAsync(new SanctionsOverturned(Origin("orrery"), Guid.NewGuid(), [measure.Decided.Sanction], "overturn"));
        measure.Overturn(Now);
    }

    private async Task MistakeAsync(NaiveMeasure measure)
    {
        await sanctions.SayAsync(new SubjectMistaken(Origin(measure.Decided.Body), measure.Decided.Case, measure.Decided.Person));
        measure.WasSomebodyElse();
    }

    private async Task RedecideAsync(NaiveMeasure measure, string body, bool keep)
    {
        var asked = measure.AsksAnew(body, Now);
        var answer = await sanctions.PostAsync(Answering[body], $"/api/notices/{Ids.V5(measure.Decided.Sanction, $"notice:{body}")}/redecide", new { keepOnOwnGrounds = keep });
        if (asked)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, told.ToString());
            measure.Redecide(body, keep);
        }
    }

    // Somebody else's only account turns out to be this one's.
    private async Task MergeAsync(int into)
    {
        await ReportAsync("chat");
        sanctions.App.Neighbours.Answer<PersonNeededQuestion>($"POST /internal/persons/{persons[^1]}/needed", _ => new PersonNeeded(false));
        await sanctions.SayAsync(new SubjectsMerged(Origin(), Guid.NewGuid(), persons[^1], persons[into]));
        accounts.Where(a => a.Value == persons.Count - 1).ToList().ForEach(a => accounts[a.Key] = into);
    }

    // One account of the person turns out to be somebody else's; what another case decided against them keeps them as they are.
    private async Task SplitAsync(int from)
    {
        var (mine, against) = (accounts.Where(a => a.Value == from).Select(a => a.Key).ToList(), measures.Where(m => m.Person == from).ToList());
        if (mine.Count < 2 || against.Count > 1)
        {
            return;
        }

        var inCase = against.Count == 0 ? Guid.NewGuid() : against[0].Decided.Case;
        persons.Add((await sanctions.ReportAsync(new StatedPerson([], "Somebody else", null))).Single());
        sanctions.App.Neighbours.Answer<PersonNeededQuestion>($"POST /internal/persons/{persons[from]}/needed", _ => new PersonNeeded(false));
        sanctions.App.Neighbours.Answer($"GET /internal/cases/{inCase}/subjects/{persons[^1]}/accounts", new SubjectAccounts([mine[^1]], persons[from]));
        await sanctions.SayAsync(new SubjectConfirmed(Origin(), inCase, persons[^1]));
        accounts[mine[^1]] = persons.Count - 1;
    }

    private Task PassAsync(TimeSpan time)
    {
        sanctions.Clock.Offset += time;
        return Task.CompletedTask;
    }

    // What the clock made due, and what reaches an account that came later.
    private Task QuietAsync() => Fixtures.Eventually.TrueAsync(
        async () => await sanctions.App.Daemon.ScalarAsync<long>($"select count(*) from app.due where at <= '{Now:O}'") == 0, "due work is left");

    private int Level(string account, string body, string? space) =>
        measures.Where(m => m.Person == accounts[account] && m.HoldsIn(body, space, Now)).Select(m => m.Level).DefaultIfEmpty(0).Max();

    private async Task ShouldAgreeAsync()
    {
        foreach (var (body, seat) in Bodies)
        {
            foreach (var account in accounts.Keys)
            {
                foreach (var space in (string?[])[null, $"github:{body}", $"chat:{body}"])
                {
                    var standing = await sanctions.StandingAsync(seat, account, body, space);
                    (standing == "flagged" ? "clear" : standing).ShouldBe(Words[Level(account, body, space)], $"{account} in {body} {space}\n{told}");
                }
            }
        }
    }

    // In the end whoever looks after a space has done what there was to do: and out is who is to be out, nobody else.
    private async Task ShouldBeCarriedOutAsync()
    {
        while (await people.CarryOutAsync())
        {
        }

        foreach (var (account, body) in accounts.Keys.SelectMany(_ => Bodies, (account, b) => (account, b.Body)))
        {
            var space = $"{account[..account.IndexOf(':', StringComparison.Ordinal)]}:{body}";
            people.IsOut(account, space).ShouldBe(Level(account, body, space) > 0, $"{account} in {space}\n{told}");
        }
    }
}

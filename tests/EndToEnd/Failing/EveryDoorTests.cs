using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Flow;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Failing;

/// <summary>Every operation that the joined document lists, asked wrongly: by nobody, by strangers, with bodies nobody expects.</summary>
public sealed class EveryDoorTests(RunningSystem system)
{
    // Types, holes and extremes: whatever the route expects, most of these are wrong for it.
    private static readonly string[] Bodies =
    [
        "", "{", "[]", "null", "7", "\"text\"", "{}", """{"answer": null, "text": null, "message": null}""", """{"until": "9999-12-31T23:59:59.9999999Z", "from": "0001-01-01T00:00:00Z"}""",
        """{"person": "00000000-0000-0000-0000-000000000000", "report": "ffffffff-ffff-ffff-ffff-ffffffffffff"}""", """{"person": 1}""", """{"findings": [null], "remedies": [null], "route": "meeting"}""",
        """{"findings": [{}], "remedies": [{}], "route": "meeting", "rationale": {}, "offer": {}, "toldFirst": {}}""", """{"findings": {}, "remedies": "x"}""", """{"scope": {"bodies": {}, "spaces": [null]}, "until": null}""",
        """{"bodies": [null], "because": "safety", "answerBy": "0001-01-01T00:00:00Z"}""", """{"accounts": [null], "name": "\u0000"}""", """{"text": "\udc00"}""", """{"advance": "P99999999999D"}""", """{"advance": "-P1D"}""",
        """{"email": null, "password": null}""", """{"email": "a", "password": "b", "code": "c"}""", """{"slug": "../x", "name": "", "kind": "planet"}""", """{"exclude": [null]}""", """{"exclude": [{}]}""",
        """[{"space": null, "executors": [null]}]""", """[null]""", """{"order": 2147483647, "role": "member", "email": "x@y.example", "name": "n", "appointment": "elected"}""", """{"a": 1e999}""", """{"state": "onHold", "state": "investigating"}""",
    ];

    [Fact]
    public async Task Without_a_sign_in_every_signed_in_route_is_401_whatever_the_path_holds()
    {
        var wrong = new List<string>();
        foreach (var door in (await Door.AllAsync(system)).Where(d => d.SignedIn))
        {
            foreach (var id in new[] { Guid.NewGuid().ToString(), "not-an-id", "sextant" })
            {
                var answer = await system.Anyone().CallAsync(door.Method, door.With(_ => id), door.Writes ? "{}" : null);
                if ((int)answer.Status != 401)
                {
                    wrong.Add($"{door} with {id}: {(int)answer.Status}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task For_strangers_nothing_is_there()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Told);
        var stranger = await system.AsAsync("gus@gnomon.example");
        var wrong = new List<string>();
        foreach (var door in (await Door.AllAsync(system)).Where(d => d.SignedIn && d.HasParameters))
        {
            foreach (var id in new[] { run.Work.Id.ToString(), run.Sanction.ToString(), run.Reporter.Report.ToString(), Guid.NewGuid().ToString(), "not-an-id" })
            {
                var answer = await stranger.CallAsync(door.Method, door.With(name => name == "slug" ? "astrolabe" : id), door.Writes ? "{}" : null);
                if ((int)answer.Status != 404 || answer.Code != "notFound")
                {
                    wrong.Add($"{door} with {id}: {(int)answer.Status} {answer.Text}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_body_makes_any_route_fail()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Told);
        var accused = await Accused.EnterAsync(system, run.Work, run.Person);
        var wrong = new List<string>();
        var doors = await Door.AllAsync(system);
        foreach (var (who, door) in from door in doors where door.Writes && !door.Path.EndsWith("/logout", StringComparison.Ordinal) from who in Askers(run, accused) select (who, door))
        {
            foreach (var body in Bodies)
            {
                var answer = await (await who).CallAsync(door.Method, door.With(name => Known(name, door.Path, run)), body);
                if ((int)answer.Status >= 500 || ((int)answer.Status >= 400 && answer.Code is null))
                {
                    wrong.Add($"{door} with {body}: {(int)answer.Status} {answer.Text}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_query_makes_any_list_fail()
    {
        var wrong = new List<string>();
        var ira = await system.AsAsync("ira@sextant.example");
        foreach (var door in (await Door.AllAsync(system)).Where(d => d.Method == HttpMethod.Get))
        {
            foreach (var query in new[] { "limit=0", "limit=-1", "limit=99999999999", "limit=x", "cursor=x", "cursor=%00", "cursor=AAAA", "cursor=/////w==", "state=%00", "state=nonsense", "account=&body=", "account=x&body=sextant&space=%F0%9F%92%A9", "assignee=you", "due=never", "limit=1&limit=2" })
            {
                var answer = await ira.CallAsync(HttpMethod.Get, door.With(name => name == "slug" ? "sextant" : Guid.NewGuid().ToString()) + "?" + query, null);
                if ((int)answer.Status >= 500)
                {
                    wrong.Add($"{door} with {query}: {(int)answer.Status} {answer.Text}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    private IEnumerable<Task<Client>> Askers(MainFlow run, Accused accused) =>
        [Task.FromResult(run.Sextant.Seats[1]), Task.FromResult(system.Anyone().With("Receipt", run.Reporter.Receipt)), Task.FromResult(accused.InRoom)];

    private static string Known(string name, string path, MainFlow run) => name switch
    {
        "slug" => "sextant",
        "report" => run.Reporter.Report.ToString(),
        _ when path.StartsWith("/api/sanctions", StringComparison.Ordinal) => run.Sanction.ToString(),
        "id" => run.Work.Id.ToString(),
        _ => Guid.NewGuid().ToString(),
    };
}

using System.Net;
using Coc.Contracts.Cases;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>Whatever happens in whatever order: who keeps what the feed told last of each account knows what a check answers, in every body, at every instant.</summary>
public sealed class FeedAndChecks(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private static readonly string[] Types = ["temporaryLimit", "suspension", "ban"];
    private readonly Random random = new(20260302);
    private readonly List<Decided> decided = [];
    private readonly Dictionary<string, Dictionary<string, (string Standing, DateTimeOffset? Until)>> kept = [];

    [Fact]
    public async Task The_feed_replayed_is_what_checks_answer()
    {
        var accounts = Enumerable.Range(0, 4).Select(_ => $"github:{Guid.NewGuid():N}").ToList();
        var people = new List<Guid>();
        foreach (var account in accounts)
        {
            people.Add((await sanctions.ReportAsync(account)).Single());
        }

        var readers = new[] { (Ira, "sextant"), (Vera, "astrolabe"), (Eun, "gnomon") }.Select(r => (Caller: r.Item1, Body: r.Item2, Reader: new FeedReader(sanctions, r.Item1, r.Item2))).ToList();
        for (var step = 0; step < 45; step++)
        {
            var what = await TakeAsync(random.Next(9), people[random.Next(people.Count)]);
            foreach (var (caller, body, reader) in readers)
            {
                var known = kept.TryGetValue(body, out var so) ? so : kept[body] = [];
                foreach (var told in (await reader.ReadOnAsync()).Where(t => !t.Gone))
                {
                    known[told.Account!] = (told.Standing!, told.Until);
                }

                foreach (var account in accounts)
                {
                    var check = await sanctions.GetAsync(caller, $"/api/standing?account={account}&body={body}");
                    // A seat is shown open notices besides; a feed never.
                    var standing = check.GetProperty("standing").GetString() is "flagged" or null ? "clear" : check.GetProperty("standing").GetString()!;
                    var until = check.TryGetProperty("until", out var at) ? at.GetDateTimeOffset() : (DateTimeOffset?)null;
                    known.GetValueOrDefault(account, ("clear", null)).ShouldBe((standing, until), $"{account} in {body} after step {step}: {what}");
                }
            }
        }
    }

    private async Task<string> TakeAsync(int what, Guid person)
    {
        switch (what)
        {
            case 0 or 1:
                decided.Add(await sanctions.DecideAsync(person, type: Types[random.Next(3)], lasts: Lasting(), permission: random.Next(2) == 0 ? "danger" : null,
                    offer: new DecidedOffer(["astrolabe", "gnomon"], "safety", sanctions.Clock.GetUtcNow().AddDays(20))));
                return "imposed";
            case 2:
                decided.Add(await sanctions.DecideAsync(person, "orrery", Types[random.Next(3)], Lasting(), binding: true, permission: "danger"));
                return "imposed on all";
            case 3 or 4:
                sanctions.Clock.Offset += TimeSpan.FromHours(random.Next(1, 120));
                return "time passed";
            case 5 when decided.Count > 0:
                await sanctions.TellAsync(Any());
                return "told";
            case 6 when decided.Count > 0:
                var lifted = Any();
                foreach (var seat in lifted.Body == "orrery" ? new[] { Eun, Ada } : [Ira, Juno])
                {
                    await sanctions.PostAsync(seat, $"/api/sanctions/{lifted.Sanction}/lift");
                }

                return "lifted";
            case 7 when decided.Count > 0:
                var wrong = Any();
                await sanctions.SayAsync(new SanctionsOverturned(Origin(), wrong.Case, [wrong.Sanction], "overturned"));
                return "overturned";
            case 8 when decided.LastOrDefault(d => d.Body == "sextant") is { } offered:
                var notice = (await sanctions.NoticeAsync(Vera, "astrolabe", offered)).GetProperty("id").GetGuid();
                (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Conflict);
                return "adopted";
            default:
                return "nothing";
        }
    }

    private TimeSpan? Lasting() => random.Next(4) == 0 ? null : TimeSpan.FromHours(random.Next(1, 400));

    private Decided Any() => decided[random.Next(decided.Count)];
}

using Coc.Contracts.Channel;
using Coc.Platform.Security;

namespace Coc.Ledger.Features.Tracing;

/// <summary>Which steps exist for this asker. Asked of the owners anew for every request: a seat that ended or was walled a moment ago sees nothing.</summary>
internal sealed class TrailWall(ServiceChannel channel)
{
    private static readonly string[] OwnWall = ["sanction", "notice", "order"];

    /// <summary>The steps the asker may see.</summary>
    public async Task<IReadOnlyList<Step>> VisibleAsync(IReadOnlyList<Step> steps, Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Seats.Count == 0)
        {
            return [];
        }

        var guards = steps.ToDictionary(s => s.Id, s => GuardOf(s, steps));
        var cases = AskAsync("cases", caller, guards.Values.Where(g => !g.Sanctions), cancellationToken);
        var sanctions = AskAsync("sanctions", caller, guards.Values.Where(g => g.Sanctions), cancellationToken);
        var ((open, barred), (entrusted, _)) = (await cases, await sanctions);
        // All of it hangs together: of a matter that is not there for somebody who decides, or in which they are somebody, they see nothing as auditor either (P1).
        var audited = barred ? [] : caller.Seats.Where(s => s.Role == "auditor").Select(s => s.Body).ToHashSet();
        var bodyOf = steps.Where(s => s.Case is not null).GroupBy(s => s.Case!.Value).ToDictionary(g => g.Key, g => g.First().Body);
        return
        [
            .. steps.Where(step =>
            {
                var guard = guards[step.Id];
                return audited.Contains(step.Body)
                    || (guard.Id is { } id && (guard.Sanctions ? entrusted.Contains(id) : open.Contains(id) || (bodyOf.TryGetValue(id, out var body) && audited.Contains(body))));
            }),
        ];
    }

    /// <summary>Whose wall a step stands behind; no id: nobody's, so only its body's auditor sees it.</summary>
    internal static Guard GuardOf(Step step, IReadOnlyList<Step> all)
    {
        if (step.Case is { } own)
        {
            return new(false, own);
        }

        if (OwnWall.Contains(step.Thing))
        {
            return new(true, step.ThingId);
        }

        // The case it went to last: after a hand-over the new owner's.
        var wanted = step.Report ?? step.ThingId;
        var went = all.Where(s => s.Case is not null && s.Thing == "case" && s.Ties.Contains(wanted)).OrderBy(s => s.At).ThenBy(s => s.Version).LastOrDefault();
        return new(false, went?.Case);
    }

    private async Task<(HashSet<Guid> Open, bool Barred)> AskAsync(string service, Caller caller, IEnumerable<Guard> guards, CancellationToken cancellationToken)
    {
        var ids = guards.Select(g => g.Id).OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0)
        {
            ids.Add(Guid.Empty); // asked all the same: how long it takes must not tell that there is something
        }

        var question = new VisibleQuestion([.. caller.Seats.Select(s => new AskingSeat(s.Id, s.Body, s.Role))], ids);
        var answer = await channel.PostAsync<VisibleAnswer>(service, "/internal/visible", question, $"seat:{caller.Seats[0].Id}", cancellationToken);
        return ([.. answer?.Ids ?? []], answer?.Barred is { Count: > 0 });
    }

    internal readonly record struct Guard(bool Sanctions, Guid? Id);
}

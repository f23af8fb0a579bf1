using Coc.Liaison.Domain;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;

namespace Coc.Liaison.Features.Importing;

/// <summary>What a file wants of a body beside its profile: policies, rota, who stands above its seats. What the file is silent about stays.</summary>
internal static class BodyWanted
{
    /// <summary>Policies of a body that is there already. Its past is not rewritten (P8): what the file has in force, or to come, is set if it is not so yet.</summary>
    public static void Policies(ImportPlan plan, DirectoryFile.BodyRecord body, DateTimeOffset now)
    {
        if (InForce(body, now) is { } wanted && !ImportPlan.Same(wanted.Terms, plan.State.PolicyAt(now).Terms))
        {
            Set(plan, wanted with { EffectiveFrom = now }, now);
        }

        foreach (var coming in ToCome(body, now).Where(c => !plan.State.Policies.Any(p => p.EffectiveFrom == c.EffectiveFrom && ImportPlan.Same(p.Terms, c.Terms))))
        {
            Set(plan, coming, now);
        }
    }

    /// <summary>Policies the file brings, judged when all seats are as it says.</summary>
    public static void CheckReachable(ImportPlan plan, DateTimeOffset now)
    {
        foreach (var policy in plan.Wanted)
        {
            plan.Stop(PolicyLimits.Check(plan.State, policy.Terms, policy.EffectiveFrom, now, Surroundings.None), policy.Place);
        }
    }

    private static void Set(ImportPlan plan, DatedTerms policy, DateTimeOffset now)
    {
        plan.Run(new BodyCommand.SetPolicy(Asker.System, Guid.Empty, policy.Terms, policy.EffectiveFrom, now) { AsPartOfAFile = true });
        plan.Wanted.Add(policy);
    }

    /// <summary>The policy in force by the file; null: it says nothing.</summary>
    public static DatedTerms? InForce(DirectoryFile.BodyRecord body, DateTimeOffset now) =>
        body.Dated.Where(p => p.EffectiveFrom <= now).OrderBy(p => p.EffectiveFrom).LastOrDefault() ?? (body.Policy is { } policy ? new(now, policy) { Place = body.PolicyPlace } : null);

    /// <summary>Those by which a body that is new here will decide; earlier ones are history.</summary>
    public static IEnumerable<DatedTerms> Binding(DirectoryFile.BodyRecord body, DateTimeOffset now) => InForce(body, now) is { } inForce ? ToCome(body, now).Prepend(inForce) : ToCome(body, now);

    private static IEnumerable<DatedTerms> ToCome(DirectoryFile.BodyRecord body, DateTimeOffset now) => body.Dated.Where(p => p.EffectiveFrom > now);

    /// <summary>After the seats are there: the rota names them.</summary>
    public static void Duty(ImportPlan plan, DirectoryFile.BodyRecord body, DateTimeOffset now)
    {
        if (body.Duty is { } seats && !(seats.SequenceEqual(plan.State.Rota(now)) && body.DutyTurns == plan.State.Turns))
        {
            plan.Run(new BodyCommand.SetDuty(Asker.System, Guid.Empty, seats, now) { Turns = body.DutyTurns });
        }
    }

    public static void Oversight(ImportPlan plan, DirectoryFile.BodyRecord body, Dictionary<string, BodyState> all, DateTimeOffset now)
    {
        foreach (var entry in body.Oversight ?? [])
        {
            if (entry.Body is { } above && !all.ContainsKey(above))
            {
                throw new ImportFailure($"{plan.Slug}: {above}, which is said to stand above it, is neither in the file nor in the directory.");
            }

            var before = plan.State.Oversight.GetValueOrDefault(entry.Id);
            if (before is not null && DirectoryFile.OversightRecord.Of(before, plan.State, now) is { } known && known.Says(entry))
            {
                continue;
            }

            if (before is not null)
            {
                plan.Run(new BodyCommand.EndOversight(Asker.System, Guid.Empty, entry.Id, now));
            }

            plan.Run(new BodyCommand.NoteOversight(Asker.System, Guid.Empty, entry.Entry, now)
            {
                Around = entry.Body is null ? Surroundings.None : Surroundings.None with { StandingAbove = OversightRules.Above(entry.Body, all) },
            });
        }
    }
}

namespace Coc.Cases.Domain;

/// <summary>Which rules take the decision away from this body right now, and to whom (R15). True while they hold, not once and for all.</summary>
internal static class TransferTriggers
{
    public static IReadOnlyList<(string Rule, string To)> Of(CaseState state)
    {
        var handling = state.Handling;
        var due = new List<(string Rule, string? To)>();
        if (state.AppealOf is not null)
        {
            // An appeal goes where P15 says, to a body above when the foundation cannot; J1 to J12 are about first cases.
            Add(Appealing.Rule, !state.IsProject && handling.Kind == "foundation" && (state.ExposureLikely || BelowFoundationMinimum(state) || PanelStrength.IsBelowMinimum(state)), Above(state, Appealing.Rule));
        }
        else if (state.IsProject)
        {
            Add("J2", state.Projects.Distinct(StringComparer.Ordinal).Count() > 1, handling.Foundation);
            Add("J3", MajorityIsHard(state), handling.Foundation);
            Add("J4", state.RiskFactors.Contains(Factors.SuspectedLawViolation), handling.Foundation);
            Add("J5", state.ExposureLikely, handling.Foundation);
        }
        else if (handling.Kind == "foundation" && state.Joint is not { InformedOnly: true }) // who is only told decides nothing that could be taken away
        {
            Add("J5", state.ExposureLikely, Above(state, "J5"));
            Add("J8", BelowFoundationMinimum(state), Above(state, "J8"));
        }

        List<(string, string)> effective = [.. due.Where(d => d.To is not null && d.To != handling.Slug && d.To != state.AppealOf?.Body && !IsOverruled(state, d.Rule)).Select(d => (d.Rule, d.To!))];
        return effective.Count == 0 ? [.. TooFew(state).Where(d => !IsOverruled(state, d.Rule))] : effective;

        void Add(string rule, bool holds, string? to)
        {
            if (holds || (state.JurisdictionClaim == rule && rule is not "J3"))
            {
                due.Add((rule, to));
            }
        }
    }

    /// <summary>Where no other rule takes it: too few are left here, or nobody can be lent (P1, P15). Any body above may have it, the nearest first: not each of them has seats for it.</summary>
    public static IReadOnlyList<(string Rule, string To)> TooFew(CaseState state)
    {
        var rule = state.AppealOf is not null ? Appealing.Rule : state.IsProject && PanelStrength.IsAsGoodAsNone(state) ? PanelStrength.NoResponders : PanelStrength.Rule;
        return PanelStrength.IsBelowMinimum(state) || Lending.IsExhausted(state) ? [.. SteppingUp.Above(state).Select(to => (rule, to))] : [];
    }

    /// <summary>
    /// To whom the first of them gives it, and who else is above: a body without seats cannot take anything, so then it is the nearest one that has some (P1, P7). Those it was not to go to come last.
    /// </summary>
    public static (IReadOnlyList<string> Named, IReadOnlyList<string> Further) Receivers(CaseState state)
    {
        var due = Of(state);
        List<string> named = [.. due.Where(d => d.Rule == due[0].Rule).Select(d => d.To).Distinct().OrderBy(IsDeclined)];
        return (named, named.Count == 0 ? [] : [.. SteppingUp.Above(state).Except(named).OrderBy(IsDeclined)]);

        bool IsDeclined(string body) => state.Declined.Any(d => d.Body == body);
    }

    /// <summary>Which of them give it to that body: by name, or, as it was offered, because whom they name has no seats for it.</summary>
    public static IEnumerable<string> GivingTo(CaseState state, string body) => Of(state).Where(d => Means(state, d.To, body)).Select(d => d.Rule);

    /// <summary>What a rule that names a body means by it, now that the case is, or was, offered.</summary>
    public static bool Means(CaseState state, string named, string body) => named == body || (state.Offer is { } offer && offer.To == body && offer.PassedOver.Contains(named));

    /// <summary>What a rule rests on, as codes and ids. What an arbiter overruled is due again only on more than the arbiter knew.</summary>
    public static IReadOnlyList<string> Grounds(CaseState state, string rule) => rule switch
    {
        "J2" => [.. state.Projects.Distinct(StringComparer.Ordinal)],
        "J3" => [.. state.Panel.Where(p => p is { IsMember: true, Conflict: Conflict.Hard }).Select(p => $"{p.Seat}")],
        "J4" => state.RiskFactors,
        "J5" => [.. state.Exposures.Select(at => $"{at:O}")],
        "J8" => [.. state.Panel.Where(p => p is { MayDecide: false, IsOutside: false }).Select(p => $"{p.Seat}"), .. state.Panel.Where(p => !p.IsOutside && (p.Left || p.Conflict == Conflict.Hard)).Select(p => $"{p.Seat}:hard")],
        PanelStrength.NoResponders or PanelStrength.Rule => [.. PanelStrength.Missing(state).Select(s => $"{s}")],
        Appealing.Rule => [.. Grounds(state, "J5"), .. Grounds(state, "J8"), .. Grounds(state, PanelStrength.Rule)],
        _ => [],
    };

    // The rules that were evaluated know who above has seats. Until they answer it is the parent; where that has the other half of it, the arbiter, and the parent again where there is none.
    private static string? Above(CaseState state, string rule) =>
        state.Evaluation is { } said && said.Rule == rule && said.To != state.Body ? said.To
        : state.Joint is { } joint && joint.Other == state.Handling.Parent && state.Handling.Policy.Arbiter is { } arbiter && arbiter != state.Body ? arbiter
        : state.Handling.Parent;

    private static bool IsOverruled(CaseState state, string rule) => state.Overruled.Any(o => o.Rule == rule && o.Holds(state));

    private static bool MajorityIsHard(CaseState state)
    {
        var members = state.Handling.Seats.Count(s => s.Role == "member");
        return state.Panel.Count(p => p is { IsMember: true, Conflict: Conflict.Hard }) * 2 > members;
    }

    // At least one without any conflict and three without a hard one, counted once everybody who can be asked has answered.
    private static bool BelowFoundationMinimum(CaseState state) =>
        state.Panel.Count > 0 && !state.Panel.Any(p => p is { Awaited: true, IsOutside: false }) && state.Handling.Seats.All(s => s.Role is not ("member" or "alternate") || state.Departed.Contains(s.Seat) || state.SeatOf(s.Seat) is not null)
        && (!state.Panel.Any(p => p.MayDecide) || state.Panel.Count(p => p is { Left: false, IsOutside: false, Conflict: Conflict.None or Conflict.Soft }) < 3);
}

/// <summary>The six factors of the legal checklist.</summary>
internal static class Factors
{
    public const string SuspectedLawViolation = "suspectedLawViolation";
    public const string PhysicalInjury = "physicalInjury";

    public static readonly string[] All =
        [PhysicalInjury, "threatOfSuit", "reportToAuthorities", "attorneyHired", "possibleCauseOfAction", SuspectedLawViolation];
}

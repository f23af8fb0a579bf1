using System.Text.Json.Serialization;
using Coc.Contracts.Channel;
using Coc.Liaison.Domain.Bodies;

namespace Coc.Liaison.Domain.Policies;

/// <summary>A body's policy as it was set: what is missing follows <see cref="PolicyDefaults"/>. Members as in <see cref="PolicyDocument"/>.</summary>
internal sealed record PolicyTerms(
    string? Quorum = null, string? VoteRule = null, string? PermanentVoteRule = null, int? PanelMinimum = null, string? Ask = null, int? WrittenConsentHours = null,
    Period? AcknowledgeWithin = null, Period? StatusEvery = null, Period? AppealWindow = null, int? EmployerCap = null, BusinessCalendar? Calendar = null,
    Period? Retention = null, bool? TellFirst = null, string? Arbiter = null)
{
    /// <summary>How many members the body has by its charter; quorum and cap are measured against it even while seats are vacant.</summary>
    public int? MemberSeats { get; init; }

    /// <summary>number (<see cref="EmployerCap"/>), quorumMinusOne (nobody's employees are a quorum by themselves)</summary>
    public string? EmployerCapRule { get; init; }

    /// <summary>elected (staff seats are outside the cap), deciding</summary>
    public string? EmployerCapSeats { get; init; }

    /// <summary>Bodies whose members and alternates may not decide here at the same time.</summary>
    public IReadOnlyList<string>? NotTogetherWith { get; init; }

    /// <summary>Ties this body counts as conflicts, as codes.</summary>
    public RecusalReasons? RecusalReasons { get; init; }

    /// <summary>majority, unanimousOfOthers: what raises a seat's answer against its will (R27, R30)</summary>
    public string? ForcedRecusal { get; init; }

    /// <summary>After how long a responder entry has to be verified again.</summary>
    public Period? VerifyEvery { get; init; }

    /// <summary>How long platforms keep what is written there (R8); each body says what it knows.</summary>
    public IReadOnlyList<PlatformRetention>? Platforms { get; init; }

    /// <summary>What the body's own text says where a jurisdiction rule decides; recorded when it contradicts, the foundation's rule wins.</summary>
    public IReadOnlyList<OwnProvision>? OwnText { get; init; }

    [JsonIgnore]
    public Period VerificationPeriod => VerifyEvery ?? new Period(Days: 365);

    public bool CountsForCap(SeatTerms seat) => seat.Decides && (EmployerCapSeats == "deciding" || seat.Appointment == "elected");

    /// <summary>How many seats of one employer a body of so many members bears; the cap is never below one, else nobody could begin.</summary>
    public int? EmployerCapFor(int members) => EmployerCapRule == "quorumMinusOne"
        ? Math.Max(1, this.QuorumOf(MemberSeats ?? members) - 1)
        : EmployerCap ?? PolicyDefaults.EmployerCap;
}

/// <summary>One sentence of a body's own text about who decides.</summary>
/// <param name="Rule">J1 to J12: the foundation's rule about the same question</param>
/// <param name="To">who decides by that text: a body's slug, or a code such as outsideMediator</param>
/// <param name="Link">where the text is published</param>
internal sealed record OwnProvision(string Rule, string To, string? Link);

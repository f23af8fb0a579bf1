namespace Coc.Contracts.Channel;

/// <summary><c>GET /internal/appeals/of-report/{report}</c> and <c>/of-room/{room}</c> (Intake asks before it takes an appeal, P15): whether there is a decision to appeal, and until when.</summary>
/// <param name="Until">null: no decision has reached who asks</param>
/// <param name="Pending">an appeal of who asks is being looked at, or was</param>
/// <param name="Open">appeals about that report or room whose deciders are not done yet, whoever appealed</param>
public sealed record AppealStanding(DateTimeOffset? Until, bool Pending, IReadOnlyList<Guid>? Open = null);

/// <summary><c>GET /internal/reports/{report}/appeals/{entry}</c> and <c>/internal/rooms/{room}/appeals/{entry}</c> (Cases asks once): what the appellant wrote.</summary>
/// <param name="Grounds">noJurisdiction, conflictedDeciders, unfairEvaluation, rulesBroken, tooHarsh, tooLittle</param>
/// <param name="Text">null when erased</param>
public sealed record AppealText(Guid Entry, IReadOnlyList<string> Grounds, string? Text);

namespace Coc.Contracts.Channel;

/// <summary><c>POST /internal/cases/set-aside</c> (Liaison and Intake ask Cases before anybody learns of a report, a transfer or a notice): whom the cases of these things set aside beside what the reports say.</summary>
/// <param name="Things">ids of cases, reports, transfers or rooms; a case that changed hands stands for where it went on</param>
public sealed record SetAsideByCasesQuestion(IReadOnlyList<Guid> Things);

/// <summary>Answer to it: one for each thing asked about, also where there is no case.</summary>
public sealed record SetAsideByCasesAnswer(IReadOnlyList<SetAsideByCase> Items);

/// <summary>Whom the cases of one thing set aside.</summary>
/// <param name="People">whom a committee found out or identified, as seats stated them: their own seats, and those with a tie to them, are set aside (P1)</param>
/// <param name="Accounts">of an appeal: who was ever asked about the matter, in whatever body, and so takes no part in deciding it (P15)</param>
public sealed record SetAsideByCase(Guid Thing, IReadOnlyList<StatedPerson> People, IReadOnlyList<Guid> Accounts);

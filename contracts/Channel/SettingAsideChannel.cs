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

/// <summary><c>POST /internal/cases/excluded</c> (Intake tells Cases, before a reporter is answered): people were excluded, so the cases close to the seats that this means. The message says the same; whichever comes first has done it (P11).</summary>
/// <param name="Entry">the stored event in which it was said</param>
/// <param name="Also">what followed from the report, and is closed to them too</param>
public sealed record ExclusionTold(Guid Report, Guid Entry, IReadOnlyList<Guid>? Also);

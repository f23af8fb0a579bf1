namespace Coc.Contracts.Channel;

/// <summary>
/// <c>POST /internal/counter-reports</c> (Cases asks Intake before two cases of one body become one, P3): is one about somebody who reported the other, or whom it happened to there? Only what the asking panel may
/// read is compared: a sealed identity answers nothing.
/// </summary>
/// <param name="Body">slug of the body that asks, which has both cases</param>
/// <param name="Audience">project, foundation, parent</param>
/// <param name="HandedOver">one of the cases came from another body</param>
/// <param name="Found">whom the panel found out, or identified, in the case of these reports</param>
/// <param name="FoundThere">the same in the case of the others</param>
public sealed record CounterQuestion(
    IReadOnlyList<Guid> Reports, IReadOnlyList<Guid> Others, string Body, string Audience, bool HandedOver, IReadOnlyList<StatedPerson> Found, IReadOnlyList<StatedPerson> FoundThere);

/// <summary>Whether they are.</summary>
public sealed record CounterAnswer(bool Counter);

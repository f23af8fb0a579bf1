namespace Coc.Contracts.Channel;

/// <summary><c>POST /internal/waiting</c> (Identity asks Cases, Sanctions and Liaison): for whom of these people does this thing wait now? Asked when mail is queued and again when it goes.</summary>
/// <param name="Kind">conflictRequest, clock, approval, answer, transfer, notice, order, change</param>
/// <param name="Body">tenant of the thing's stream</param>
/// <param name="Guard">the stream: case, notice, order</param>
/// <param name="People">with all seats they hold; empty to learn only who may be meant</param>
public sealed record WaitingQuestion(string Kind, Guid Thing, string Body, Guid Guard, IReadOnlyList<AskedPerson> People);

/// <summary>A person with all seats they hold: one hard conflict counts for all of them.</summary>
public sealed record AskedPerson(Guid Account, IReadOnlyList<TicketSeat> Seats);

/// <summary>The answer; 404 means that it waits for nobody any more.</summary>
/// <param name="Urgent">of an urgent case</param>
/// <param name="Bodies">slugs of bodies some of whose seats may be meant</param>
/// <param name="Seats">seats that may be meant</param>
/// <param name="Accounts">those of the people asked about for whom it waits</param>
public sealed record WaitingAnswer(bool Urgent, IReadOnlyList<string> Bodies, IReadOnlyList<Guid> Seats, IReadOnlyList<Guid> Accounts);

namespace Coc.Contracts;

/// <summary>Something may wait for seats, from some instant on. For whom, only the named service can tell, behind its wall, when it is asked; nobody is named here.</summary>
/// <param name="Service">who is asked: cases, sanctions, liaison</param>
public sealed record SomethingWaits(Origin Origin, string Service, IReadOnlyList<WaitingThing> Things) : IIntegrationMessage;

/// <summary>One of them.</summary>
/// <param name="Kind">conflictRequest, clock, approval, answer, transfer, notice, order</param>
/// <param name="Thing">its id: a request, a draft, a proposal, a notice, an order; of a clock and of a reminder an id computed from what it is about</param>
/// <param name="From">domain instant before which it does not wait yet</param>
public sealed record WaitingThing(string Kind, Guid Thing, DateTimeOffset From);

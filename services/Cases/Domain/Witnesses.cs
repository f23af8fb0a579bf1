using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>Somebody who saw what happened; a seat may be both, witness and panel (R29).</summary>
/// <param name="Seat">null for somebody named</param>
internal sealed record Witness(Guid Id, Guid? Seat, string? Name, Guid By, DateTimeOffset At);

internal static class Witnesses
{
    public static Decision Name(CaseState state, CaseCommand.NameWitness c) =>
        c.Who is { } who && state.Witnesses.Any(w => w.Seat == who) ? Decision.Nothing
        : new CaseEvent.WitnessNamed(c.Witness, c.Who, Sensitive.OfOptional(c.Name, $"witness:{c.Witness}"), c.Seat, c.At);
}

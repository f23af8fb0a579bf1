namespace Coc.Contracts.Sanctions;

/// <summary>The report's subjects are known by id; published also when it names nobody.</summary>
public sealed record SubjectsIdentified(Origin Origin, Guid Report, IReadOnlyList<IdentifiedSubject> Subjects) : IIntegrationMessage;

/// <summary>Who a person is, of whom no violation was found, is kept no longer (P19): Intake makes unreadable what this report stated about them.</summary>
/// <param name="Positions">in the report's subjects</param>
public sealed record SubjectsErased(Origin Origin, Guid Report, IReadOnlyList<int> Positions) : IIntegrationMessage;

/// <param name="Index">position in the report's subjects</param>
/// <param name="Person">id in the registry</param>
/// <param name="Identification">unknown (description only), claimed (resolved by an account as stated)</param>
public sealed record IdentifiedSubject(int Index, Guid Person, string Identification);

/// <summary>A sanction changed state; the case shows it, and may close when nothing is open.</summary>
/// <param name="State">awaitingNotice, active, ended, readmissionPending, lifted, overturned</param>
/// <param name="OpenOrders">orders neither done nor waived</param>
/// <param name="Interim">it was taken before anything was decided, and its case may not be open yet</param>
public sealed record SanctionProgressed(Origin Origin, Guid Sanction, Guid? Case, string State, int OpenOrders, bool Interim = false) : IIntegrationMessage;

/// <summary>A measure ends, or becomes milder, soon (P14): the case tells those of its affected people who wished to be told ahead.</summary>
/// <param name="Ends">when</param>
public sealed record MeasureEndsSoon(Origin Origin, Guid Sanction, DateTimeOffset Ends) : IIntegrationMessage;

/// <summary>Somebody acted at once (P9); the case of the report holds the measure and reviews it.</summary>
/// <param name="Kind">mute, removeContent, removeAccount, escortOut, noContact</param>
/// <param name="Until">it ends then, unless its review says otherwise</param>
/// <param name="Seat">who acted, and <paramref name="Account"/>: that person does not review it, with whatever seat</param>
public sealed record EmergencyTaken(
    Origin Origin, Guid Measure, Guid Report, Guid Person, string Kind, IReadOnlyList<string> Spaces, DateTimeOffset Until, bool AlreadyDone, Guid Seat, Guid Account,
    DateTimeOffset TakenAt) : IIntegrationMessage;

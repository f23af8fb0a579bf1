namespace Coc.Portal.Features.ReadingCases;

/// <summary>A case with who looks at it and what the seats are called.</summary>
/// <param name="Seats">as far as this visitor may know who holds them</param>
public sealed record CaseScene(CaseShown Case, Me Me, IReadOnlyList<NamedSeat> Seats)
{
    /// <summary>The command that was just carried out.</summary>
    public string? Done { get; init; }

    /// <summary>The seat this visitor acts by in the case.</summary>
    public Guid? OwnSeat => Case.Panel.FirstOrDefault(p => IsMine(p.Seat))?.Seat;

    /// <summary>Relative to the language's base.</summary>
    public string Path => $"cases/{Case.Id}";

    public bool IsMine(Guid seat) => Me.Seats.Any(s => s.Id == seat);

    public string? NameOf(Guid seat) => IsMine(seat) ? Me.Name : Seats.FirstOrDefault(s => s.Id == seat)?.Name;

    /// <summary>By the code name; a person of whom nothing more is known by the beginning of their id.</summary>
    public string PersonOf(Guid person) => Case.Subjects.FirstOrDefault(s => s.Person == person)?.CodeName ?? Short(person);

    /// <summary>People it is about, without those it was mistaken of.</summary>
    public IReadOnlyList<SubjectShown> Subjects => [.. Case.Subjects.Where(s => !s.Mistaken)];

    public static string Short(Guid id) => id.ToString()[..8];
}

/// <summary>Who is signed in, and the seats they hold.</summary>
public sealed record Me
{
    public Guid Id { get; init; }

    public string Name { get; init; } = "";

    public IReadOnlyList<HeldSeat> Seats { get; init; } = [];
}

public sealed record HeldSeat(Guid Id, string Body, string Role, bool Chair);

public sealed record NamedSeat(Guid Id, string? Name, string? Role, string? Body);

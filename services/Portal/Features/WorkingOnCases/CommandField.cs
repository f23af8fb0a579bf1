using Coc.Portal.Pages.Parts;

namespace Coc.Portal.Features.WorkingOnCases;

/// <summary>How something is asked for.</summary>
public enum FieldKind
{
    /// <summary>One line.</summary>
    Line,

    /// <summary>Several lines.</summary>
    Area,

    /// <summary>A list, one entry on each line.</summary>
    Lines,

    /// <summary>Places in a list, counted from 1 by people and from 0 by the API.</summary>
    Places,

    /// <summary>One of several.</summary>
    One,

    /// <summary>One of many, or none.</summary>
    Pick,

    /// <summary>Some of several.</summary>
    Several,

    /// <summary>Day and time, UTC.</summary>
    Instant,

    /// <summary>True or false, and no third.</summary>
    YesNo,

    /// <summary>True, or not said.</summary>
    Tick,
}

/// <summary>One thing a command asks for, named as in the body that the API takes.</summary>
public sealed record CommandField(string Name, FieldKind Kind)
{
    public bool Required { get; init; }

    public int Rows { get; init; } = 5;

    /// <summary>What can be chosen, in this case and now.</summary>
    public Func<CommandSetting, IReadOnlyList<Choice>>? Choices { get; init; }

    /// <summary>Filled with what a link named (<c>?of=</c>); with only one to choose, that one is not asked for.</summary>
    public bool IsObject { get; init; }

    /// <summary>Part of the address instead of the body.</summary>
    public bool InPath { get; init; }

    /// <summary>Under a heading that is opened only by who needs it.</summary>
    public bool Aside { get; init; }

    /// <summary>Asked for only then; null: always.</summary>
    public Func<CommandSetting, bool>? When { get; init; }

    /// <summary>What it begins with.</summary>
    public Func<CommandSetting, string?>? Initial { get; init; }

    public CommandField Must => this with { Required = true };
}

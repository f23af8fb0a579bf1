using FsCheck;
using FsCheck.Fluent;

namespace Coc.Integration.Sanctions.Histories;

/// <summary>One thing that happens, in numbers; what they mean depends on what is there when it is its turn.</summary>
internal sealed record Step(What What, int Which, int Person, int Amount)
{
    // Time passes and measures are taken more often than they fall.
    private static readonly What[] Often = [.. Enum.GetValues<What>(), What.Impose, What.Impose, What.Tell, What.Tell, What.Tell, What.Adopt, What.Adopt, What.CarryOut, What.CarryOut];

    /// <summary>A history of so many steps.</summary>
    public static Gen<Step[]> Histories(int length) => Gen.ArrayOf(
        from what in Gen.Elements(Often) from which in Gen.Choose(0, 99) from person in Gen.Choose(0, 1) from amount in Gen.Choose(1, 60) select new Step(what, which, person, amount), length);
}

internal enum What
{
    Impose,
    ImposeEverywhere,
    Tell,
    Adopt,
    Adapt,
    Decline,
    Shorten,
    Narrow,
    Pass,
    Lift,
    Overturn,
    Mistake,
    Redecide,
    Merge,
    Split,
    CarryOut,
}

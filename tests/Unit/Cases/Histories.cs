using FsCheck;

namespace Coc.Unit.Cases;

/// <summary>How many random histories a property tries; a few long ones where every mutant meets them.</summary>
internal static class Histories
{
    private static readonly int? Few = int.TryParse(Environment.GetEnvironmentVariable("COC_HISTORIES"), out var few) ? few : null;

    public static Config Of(int many) => Config.QuickThrowOnFailure.WithMaxTest(Math.Min(many, Few ?? many)).WithStartSize(Few is null ? 1 : 60);
}

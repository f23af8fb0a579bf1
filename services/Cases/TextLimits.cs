namespace Coc.Cases;

/// <summary>How much may be written where, in characters.</summary>
internal static class TextLimits
{
    public const int Message = 10_000;
    public const int Note = 20_000;
    public const int Reason = 5_000;
    public const int Rationale = 50_000;
    public const int Label = 100;
    public const int Labels = 20;
    public const int Account = 400;
}

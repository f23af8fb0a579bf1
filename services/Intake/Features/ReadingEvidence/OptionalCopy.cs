namespace Coc.Intake.Features.ReadingEvidence;

/// <summary>A walk through a picture writes a copy only where somebody wants one.</summary>
internal static class OptionalCopy
{
    public static ValueTask WriteAsync(Stream? copy, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        copy?.WriteAsync(bytes, cancellationToken) ?? ValueTask.CompletedTask;
}

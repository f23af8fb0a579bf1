using Coc.Intake.Domain.Files;
using Coc.Intake.Features.ReadingEvidence;

namespace Coc.Unit.Intake;

/// <summary>HEIC and AVIF: nothing moves, and everything that is no picture becomes zero.</summary>
public sealed class StrippingHeic
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, "heic")]
    [InlineData(true, "heic")]
    [InlineData(false, "avif")]
    public async Task The_picture_is_left_and_nothing_else(bool inside, string brand)
    {
        var original = HeicPictures.Heic(inside: inside, brand: brand);
        FileTypes.Strippable(FileTypes.Of(original)).ShouldBeTrue();

        var (copy, _) = await StripAsync(original);

        copy.ShouldBe(HeicPictures.Heic(stripped: true, inside, brand));
        System.Text.Encoding.Latin1.GetString(copy).ShouldNotContain(HeicPictures.Secret);
        (await StripAsync(copy)).Copy.ShouldBe(copy);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_it_tells_is_shown(bool inside)
    {
        var metadata = new FoundMetadata();
        await HeicWalk.RunAsync(new ByteSource(new MemoryStream(HeicPictures.Heic(inside: inside))), null, metadata.Heic, Token);

        var shown = metadata.Read().SelectMany(g => g.Entries.Select(e => (Key: $"{g.Group}/{e.Name}", e.Value))).ToDictionary(e => e.Key, e => e.Value);
        shown["Exif IFD0/Make"].ShouldBe(HeicPictures.Secret);
        shown["GPS/GPS Latitude"].ShouldStartWith("50");
        shown["XMP/dc:source"].ShouldBe(HeicPictures.Secret);
        metadata.Incomplete.ShouldBeFalse();
    }

    [Fact]
    public async Task One_that_other_programs_wrote_keeps_its_picture_and_tells_nothing_any_more()
    {
        var metadata = new FoundMetadata();
        await HeicWalk.RunAsync(new ByteSource(new MemoryStream(HeicPictures.Real)), null, metadata.Heic, Token);
        metadata.Read().SelectMany(g => g.Entries).Select(e => e.Value).ShouldContain(HeicPictures.Secret);

        var (copy, found) = await StripAsync(HeicPictures.Real);

        found.ShouldBe(2, "EXIF and XMP");
        copy.Length.ShouldBe(HeicPictures.Real.Length);
        System.Text.Encoding.Latin1.GetString(copy).ShouldSatisfyAllConditions(c => c.ShouldNotContain(HeicPictures.Secret), c => c.ShouldNotContain("xmpmeta"), c => c.ShouldNotContain("MM\0*"), c => c.ShouldContain("hvcC"));
        var left = new FoundMetadata();
        await HeicWalk.RunAsync(new ByteSource(new MemoryStream(copy)), null, left.Heic, Token);
        left.Read().ShouldBeEmpty();
    }

    [Fact]
    public async Task Cut_off_anywhere_or_with_a_byte_changed_it_is_refused_or_whole_and_never_runs_wild()
    {
        var original = HeicPictures.Heic();
        for (var length = 0; length < original.Length; length += 7)
        {
            await Should.ThrowAsync<InvalidDataException>(() => StripAsync(original[..length]));
        }

        for (var at = 0; at < original.Length; at++)
        {
            byte[] changed = [.. original[..at], (byte)(original[at] ^ 0xFF), .. original[(at + 1)..]];
            try
            {
                (await StripAsync(changed)).Copy.Length.ShouldBe(changed.Length);
            }
            catch (InvalidDataException)
            {
                // Refused whole.
            }
        }
    }

    private static async Task<(byte[] Copy, int Found)> StripAsync(byte[] original)
    {
        var (copy, found) = (new MemoryStream(), 0);
        await HeicWalk.RunAsync(new ByteSource(new MemoryStream(original)), copy, (_, _) => found++, Token);
        return (copy.ToArray(), found);
    }
}

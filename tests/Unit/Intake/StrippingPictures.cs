using Coc.Contracts.Channel;
using Coc.Intake.Features.ReadingEvidence;

namespace Coc.Unit.Intake;

public sealed class StrippingPictures
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_jpeg_the_picture_is_left_and_nothing_else() => (await JpegAsync(Pictures.Jpeg())).Copy.ShouldBe(Pictures.JpegStripped());

    [Fact]
    public async Task Of_a_png_the_picture_is_left_and_nothing_else() => (await PngAsync(Pictures.Png())).Copy.ShouldBe(Pictures.PngStripped());

    [Fact]
    public async Task Of_a_gif_the_pictures_are_left_and_nothing_else() => (await GifAsync(Pictures.Gif())).Copy.ShouldBe(Pictures.GifStripped());

    [Fact]
    public async Task Of_a_webp_the_picture_is_left_and_nothing_else() => (await WebpAsync(Pictures.Webp())).Copy.ShouldBe(Pictures.WebpStripped());

    [Fact]
    public async Task A_moving_webp_stays_as_it_is_unless_a_frame_hides_something()
    {
        (await WebpAsync(Pictures.WebpMoving(secret: false))).Copy.ShouldBe(Pictures.WebpMoving(secret: false));
        await Should.ThrowAsync<InvalidDataException>(() => WebpAsync(Pictures.WebpMoving(secret: true)));
    }

    [Fact]
    public async Task What_a_gif_tells_is_shown()
    {
        var shown = Texts((await GifAsync(Pictures.Gif())).Metadata.Read());

        shown["GIF/comment"].ShouldBe($"comment {Pictures.Secret}");
        shown["GIF/text"].ShouldBe($"drawn {Pictures.Secret}");
        shown["GIF/left by EDITOR  1.0"].ShouldBe($"saved by {Pictures.Secret}");
        shown["XMP/dc:source"].ShouldBe(Pictures.Secret);
    }

    [Fact]
    public async Task What_a_webp_tells_is_shown()
    {
        var shown = Texts((await WebpAsync(Pictures.Webp())).Metadata.Read());

        shown["Exif IFD0/Make"].ShouldBe(Pictures.Secret);
        shown["GPS/GPS Latitude"].ShouldStartWith("50");
        shown["XMP/dc:source"].ShouldBe(Pictures.Secret);
    }

    [Fact]
    public async Task A_stripped_copy_stays_as_it_is_when_it_is_stripped_again()
    {
        (await JpegAsync(Pictures.JpegStripped())).Copy.ShouldBe(Pictures.JpegStripped());
        (await PngAsync(Pictures.PngStripped())).Copy.ShouldBe(Pictures.PngStripped());
        (await GifAsync(Pictures.GifStripped())).Copy.ShouldBe(Pictures.GifStripped());
        (await WebpAsync(Pictures.WebpStripped())).Copy.ShouldBe(Pictures.WebpStripped());
    }

    [Fact]
    public async Task What_a_jpeg_tells_is_shown()
    {
        var shown = Texts((await JpegAsync(Pictures.Jpeg())).Metadata.Read());

        shown["Exif IFD0/Make"].ShouldBe(Pictures.Secret);
        shown["GPS/GPS Latitude"].ShouldStartWith("50");
        shown["XMP/dc:source"].ShouldBe(Pictures.Secret);
        shown["IPTC/By-line"].ShouldBe(Pictures.Secret);
        shown["JpegComment/JPEG Comment"].ShouldBe($"comment {Pictures.Secret}");
    }

    [Fact]
    public async Task What_a_png_tells_is_shown()
    {
        var metadata = (await PngAsync(Pictures.Png())).Metadata;
        var shown = Texts(metadata.Read());

        shown["PNG/Author"].ShouldBe(Pictures.Secret);
        shown["PNG/Comment"].ShouldBe($"packed {Pictures.Secret}");
        shown["PNG/Place"].ShouldBe($"Köln {Pictures.Secret}");
        shown["PNG/Last modified"].ShouldBe("2026-03-02 09:00:00");
        shown["Exif IFD0/Make"].ShouldBe(Pictures.Secret);
        shown["XMP/dc:source"].ShouldBe(Pictures.Secret);
        metadata.Incomplete.ShouldBeFalse();
    }

    [Fact]
    public async Task A_text_that_unfolds_is_cut_off_and_said_to_be()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var metadata = (await PngAsync(Pictures.PngBomb(50_000_000))).Metadata;

        metadata.Incomplete.ShouldBeTrue();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(150_000_000); // the bomb itself was built here, once
        metadata.Read().Single().Entries.Single().Value.Length.ShouldBeLessThanOrEqualTo(500);
    }

    [Fact]
    public async Task Entities_are_not_unfolded_and_the_rest_is_shown()
    {
        var metadata = (await JpegAsync(Pictures.JpegWithEntities())).Metadata;

        Texts(metadata.Read()).ShouldBe(new Dictionary<string, string> { ["JpegComment/JPEG Comment"] = "after it" });
        metadata.Incomplete.ShouldBeTrue();
    }

    [Fact]
    public async Task A_picture_cut_off_anywhere_is_malformed_and_never_half_a_copy()
    {
        foreach (var (whole, run) in new (byte[], Func<byte[], Task>)[]
        {
            (Pictures.JpegStripped(), JpegAsync), (Pictures.PngStripped(), PngAsync), (Pictures.GifStripped(), GifAsync), (Pictures.WebpStripped(), WebpAsync), (Pictures.WebpMoving(secret: false), WebpAsync),
        })
        {
            for (var length = 0; length < whole.Length; length++)
            {
                await Should.ThrowAsync<InvalidDataException>(() => run(whole[..length]), $"cut off at {length}");
            }
        }
    }

    [Fact]
    public async Task Any_byte_changed_ends_and_never_fails_otherwise()
    {
        var random = new Random(7);
        foreach (var (whole, run) in new (byte[], Func<byte[], Task>)[] { (Pictures.Jpeg(), JpegAsync), (Pictures.Png(), PngAsync), (Pictures.Gif(), GifAsync), (Pictures.Webp(), WebpAsync) })
        {
            for (var at = 0; at < whole.Length; at++)
            {
                var changed = whole.ToArray();
                changed[at] = (byte)random.Next(256);
                try
                {
                    await run(changed);
                }
                catch (InvalidDataException)
                {
                    // said to be malformed
                }
            }
        }
    }

    private static Dictionary<string, string> Texts(IEnumerable<MetadataGroup> groups) =>
        groups.SelectMany(g => g.Entries, (g, e) => (Key: $"{g.Group}/{e.Name}", e.Value)).Where(e => e.Key.Contains("JpegComment/", StringComparison.Ordinal) || !e.Key.StartsWith("Jpeg", StringComparison.Ordinal))
            .DistinctBy(e => e.Key).ToDictionary(e => e.Key, e => e.Value);

    private static async Task<(byte[] Copy, FoundMetadata Metadata)> JpegAsync(byte[] picture)
    {
        var (copy, metadata) = (new MemoryStream(), new FoundMetadata());
        await JpegWalk.RunAsync(new ByteSource(new Trickle(picture)), copy, metadata.Jpeg, Token);
        metadata.Read();
        return (copy.ToArray(), metadata);
    }

    private static async Task<(byte[] Copy, FoundMetadata Metadata)> PngAsync(byte[] picture)
    {
        var (copy, metadata) = (new MemoryStream(), new FoundMetadata());
        await PngWalk.RunAsync(new ByteSource(new Trickle(picture)), copy, metadata.Png, Token);
        return (copy.ToArray(), metadata);
    }

    private static async Task<(byte[] Copy, FoundMetadata Metadata)> GifAsync(byte[] picture)
    {
        var (copy, metadata) = (new MemoryStream(), new FoundMetadata());
        await GifWalk.RunAsync(new ByteSource(new Trickle(picture)), copy, metadata.Gif, Token);
        metadata.Read();
        return (copy.ToArray(), metadata);
    }

    // Once to know how long the copy is, as it is handed out.
    private static async Task<(byte[] Copy, FoundMetadata Metadata)> WebpAsync(byte[] picture)
    {
        var (trial, copy, metadata) = (new MemoryStream(), new MemoryStream(), new FoundMetadata());
        await WebpWalk.RunAsync(new ByteSource(new Trickle(picture)), trial, 0, null, Token);
        await WebpWalk.RunAsync(new ByteSource(new Trickle(picture)), copy, trial.Length, metadata.Webp, Token);
        metadata.Read();
        return (copy.ToArray(), metadata);
    }

    /// <summary>Gives seven bytes at a time: nothing may hang on how a stream comes.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer.Length > 7 ? buffer[..7] : buffer, cancellationToken);
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Coc.Contracts.Channel;
using Coc.Intake.Domain;
using MetadataExtractor;
using MetadataExtractor.Formats.Adobe;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Icc;
using MetadataExtractor.Formats.Iptc;
using MetadataExtractor.Formats.Jfif;
using MetadataExtractor.Formats.Jfxx;
using MetadataExtractor.Formats.Jpeg;
using MetadataExtractor.Formats.Photoshop;
using MetadataExtractor.Formats.QuickTime;
using MetadataExtractor.Formats.Xmp;
using MetadataExtractor.IO;

namespace Coc.Intake.Features.ReadingEvidence;

/// <summary>
/// Collects what a picture tells beside what it shows. The walks hand over single segments of at most 64 KiB, which the library then explains; it never sees a file,
/// and nothing that could unfold into more.
/// </summary>
internal sealed class FoundMetadata
{
    private const int MostBytes = 1024 * 1024;
    private const int MostEntries = 1000;
    private const int LongestValue = 500;

    private static readonly IJpegSegmentMetadataReader[] Readers =
        [new ExifReader(), new XmpReader(), new PhotoshopReader(), new IptcReader(), new IccReader(), new JfifReader(), new JfxxReader(), new AdobeJpegReader(), new DuckyReader(), new JpegCommentReader()];

    private readonly List<JpegSegment> segments = [];
    private readonly List<MetadataGroup> groups = [];
    private int bytes;
    private int entries;

    /// <summary>There was more than is shown, or something that was not to be read.</summary>
    public bool Incomplete { get; private set; }

    public void Jpeg(byte marker, byte[] payload)
    {
        if (Takes(payload))
        {
            segments.Add(new JpegSegment((JpegSegmentType)marker, payload, 0));
        }
    }

    public void Png(string chunk, byte[] payload)
    {
        if (!Takes(payload))
        {
            return;
        }

        switch (chunk)
        {
            case "eXIf":
                Explain(() => new ExifReader().Extract(new ByteArrayReader(payload)));
                break;
            case "tIME" when payload.Length == 7:
                var year = BinaryPrimitives.ReadUInt16BigEndian(payload);
                Add("PNG", [("Last modified", string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{payload[2]:D2}-{payload[3]:D2} {payload[4]:D2}:{payload[5]:D2}:{payload[6]:D2}"))]);
                break;
            default:
                PngText(chunk, payload);
                break;
        }
    }

    public void Webp(string chunk, byte[] payload)
    {
        if (Takes(payload))
        {
            Explain(() => chunk switch
            {
                "EXIF" => new ExifReader().Extract(new ByteArrayReader(payload.AsSpan().StartsWith("Exif\0\0"u8) ? payload[6..] : payload)),
                "XMP " => [new XmpReader().Extract(payload)],
                _ => [new IccReader().Extract(new ByteArrayReader(payload))],
            });
        }
    }

    /// <param name="item">the type of the item: Exif states first how far its TIFF is away; mime is XMP</param>
    public void Heic(string item, byte[] payload)
    {
        if (!payload.AsSpan().ContainsAnyExcept((byte)0) || !Takes(payload))
        {
            return; // taken off already
        }

        if (item == "Exif" && payload.Length > 4 && BinaryPrimitives.ReadUInt32BigEndian(payload) is var away && away < payload.Length - 4)
        {
            Explain(() => new ExifReader().Extract(new ByteArrayReader(payload[(4 + (int)away)..])));
        }
        else if (item == "mime")
        {
            Explain(() => [new XmpReader().Extract(payload)]);
        }
        else
        {
            Incomplete = true;
        }
    }

    /// <param name="film">its first box and its table of contents</param>
    public void Video(byte[] film)
    {
        if (Takes(film))
        {
            Explain(() => QuickTimeMetadataReader.ReadMetadata(new MemoryStream(film)));
        }
    }

    /// <summary>There was something that was not looked at.</summary>
    public void Miss() => Incomplete = true;

    /// <param name="blocks">each block with its length before it; XMP is the one thing that lies there in one piece, and ends with a trailer of lengths</param>
    public void Gif(string kind, byte[] blocks)
    {
        if (!Takes(blocks))
        {
            return;
        }

        if (kind == "XMP DataXMP")
        {
            var end = blocks.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x01, 0xFF, 0xFE]);
            Explain(() => [new XmpReader().Extract(end < 0 ? blocks : blocks[..end])]);
            return;
        }

        Incomplete |= blocks.Length >= PngWalk.LongestMetadata;
        var content = Joined(blocks);
        if (kind == "ICCRGBG1012")
        {
            Explain(() => [new IccReader().Extract(new ByteArrayReader(content))]);
            return;
        }

        Add("GIF", [(kind is "comment" or "text" or "unknown" ? kind : $"left by {kind.Trim()}", Encoding.UTF8.GetString(content))]);
    }

    /// <summary>All of it, in the order of the file.</summary>
    public IReadOnlyList<MetadataGroup> Read()
    {
        if (segments.Count > 0)
        {
            Explain(() => JpegMetadataReader.ProcessJpegSegments(Readers, segments));
            segments.Clear();
        }

        return groups;
    }

    private bool Takes(byte[] payload)
    {
        bytes += payload.Length;
        var takes = bytes <= MostBytes && !DefinesEntities(payload);
        Incomplete |= !takes;
        return takes;
    }

    // XMP is XML; a few entities may stand for gigabytes, and no camera writes any. Zeros are left out: it may be UTF-16.
    private static bool DefinesEntities(byte[] payload)
    {
        var text = Encoding.Latin1.GetString(payload).Replace("\0", "", StringComparison.Ordinal);
        return text.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) || text.Contains("<!ENTITY", StringComparison.OrdinalIgnoreCase);
    }

    private static byte[] Joined(byte[] blocks)
    {
        var joined = new MemoryStream(blocks.Length);
        for (var at = 0; at < blocks.Length; at += blocks[at] + 1)
        {
            joined.Write(blocks, at + 1, Math.Min(blocks[at], blocks.Length - at - 1));
        }

        return joined.ToArray();
    }

    private void PngText(string chunk, byte[] payload)
    {
        if (MetadataTexts.Of(chunk, payload) is not { } found)
        {
            return;
        }

        Incomplete |= found.Text.Length >= MetadataTexts.Longest;
        if (found.Keyword == "XML:com.adobe.xmp" && !DefinesEntities(found.Text))
        {
            Explain(() => [new XmpReader().Extract(found.Text)]);
            return;
        }

        Add("PNG", [(found.Keyword, found.Encoding.GetString(found.Text))]);
    }

    // The file is a stranger's: whatever the library makes of it, the other segments are shown.
    private void Explain(Func<IEnumerable<MetadataExtractor.Directory>> read)
    {
        try
        {
            foreach (var directory in read())
            {
                Incomplete |= directory.HasError;
                Add(directory.Name, directory is XmpDirectory xmp
                    ? xmp.GetXmpProperties().Select(p => (p.Key, (string?)p.Value))
                    : directory.Tags.Select(t => (t.Name, t.Description ?? directory.GetString(t.Type))));
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Incomplete = true;
        }
    }

    private void Add(string group, IEnumerable<(string Name, string? Value)> found)
    {
        var shown = new List<MetadataEntry>();
        foreach (var (name, value) in found)
        {
            if (++entries > MostEntries)
            {
                Incomplete = true;
                break;
            }

            shown.Add(new(Shown(name), Shown(value ?? "")));
        }

        if (shown.Count > 0)
        {
            groups.Add(new(group, shown));
        }
    }

    private string Shown(string value)
    {
        Incomplete |= value.Length > LongestValue;
        return FileNames.Visible(value.Length > LongestValue ? value[..LongestValue] : value);
    }
}

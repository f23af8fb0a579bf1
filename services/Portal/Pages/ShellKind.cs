namespace Coc.Portal.Pages;

/// <summary>Who a page is for; what stands around it follows from that.</summary>
public enum ShellKind
{
    /// <summary>Everybody: may be found by search engines.</summary>
    Public,

    /// <summary>Reporters, affected and accused persons: a way to leave at once, and nothing that tells who they are.</summary>
    Private,

    /// <summary>Signed-in people.</summary>
    Work,
}

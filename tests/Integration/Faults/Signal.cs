using System.Diagnostics;

namespace Coc.Integration.Faults;

internal static class Signal
{
    /// <summary>As <c>kill -9</c>: without a word, and without waiting. One that has just ended needs no killing.</summary>
    public static void Kill(int process)
    {
        try
        {
            using var victim = Process.GetProcessById(process);
            victim.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }
}

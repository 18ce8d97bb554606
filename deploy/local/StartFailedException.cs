namespace Pengcheng.Local;

/// <summary>Something that a person has to see to before the platform can start; the message says what.</summary>
public sealed class StartFailedException : Exception
{
    /// <summary>A failure without words of its own.</summary>
    public StartFailedException()
    {
    }

    /// <summary>A failure that says what to do.</summary>
    public StartFailedException(string message) : base(message)
    {
    }

    /// <summary>A failure that says what to do, and what caused it.</summary>
    public StartFailedException(string message, Exception inner) : base(message, inner)
    {
    }
}

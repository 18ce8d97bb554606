namespace Pengcheng.Local.Display;

/// <summary>Hears how the start goes.</summary>
public interface IStartProgress
{
    /// <summary>Something begins.</summary>
    void Begin(string name, string what);

    /// <summary>It is done.</summary>
    void Done(string name, string detail);

    /// <summary>Something worth knowing.</summary>
    void Note(string text);
}

/// <summary>Says nothing.</summary>
public sealed class SilentProgress : IStartProgress
{
    /// <inheritdoc />
    public void Begin(string name, string what)
    {
    }

    /// <inheritdoc />
    public void Done(string name, string detail)
    {
    }

    /// <inheritdoc />
    public void Note(string text)
    {
    }
}

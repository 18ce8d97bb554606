namespace Pengcheng.Demo;

/// <summary>The platform did not do what the play expects of it.</summary>
public sealed class DemoFailedException(string message) : Exception(message);
